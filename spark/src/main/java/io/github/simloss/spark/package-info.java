/**
 * simloss on Apache Spark, by MLlib's conventions: {@link io.github.simloss.spark.AutoencoderModel}
 * encodes a column of text, {@link io.github.simloss.spark.Vocabularies} counts words. The numbers
 * are those of one machine.
 */
@NullMarked
package io.github.simloss.spark;

import org.jspecify.annotations.NullMarked;
