/**
 * What a model reads. {@link io.github.simloss.batch.TokenRows} holds sentences padded to one
 * length, and a {@link io.github.simloss.batch.Batch} those to read and those to write; {@link
 * io.github.simloss.batch.PackedRows} is the same without the padding, sorted by length and
 * time-major, so that a recurrent step works on one contiguous block.
 */
@NullMarked
package io.github.simloss.batch;

import org.jspecify.annotations.NullMarked;
