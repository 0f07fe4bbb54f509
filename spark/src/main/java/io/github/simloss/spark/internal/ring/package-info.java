/** Sums of arrays over workers that stand in a ring, by TCP. Knows nothing of Spark. */
@NullMarked
package io.github.simloss.spark.internal.ring;

import org.jspecify.annotations.NullMarked;
