/** Parameters and how stages are kept, as MLlib has them. */
@NullMarked
package io.github.simloss.spark.internal.params;

import org.jspecify.annotations.NullMarked;
