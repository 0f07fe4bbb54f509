/** Words of a column, counted by Spark. */
@NullMarked
package io.github.simloss.spark.internal.words;

import org.jspecify.annotations.NullMarked;
