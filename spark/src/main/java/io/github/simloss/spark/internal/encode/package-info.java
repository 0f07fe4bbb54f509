/** Encoding on executors: live models that tasks take turns with. */
@NullMarked
package io.github.simloss.spark.internal.encode;

import org.jspecify.annotations.NullMarked;
