/**
 * What a model reads. A {@link io.github.simloss.batch.Batch} holds sentences padded to one length,
 * the form in which every engine trains, evaluates and encodes; a {@link
 * io.github.simloss.batch.PackedBatch} is the same batch without the padding, sorted by length and
 * time-major, so that a recurrent step works on one contiguous block.
 */
@NullMarked
package io.github.simloss.batch;

import org.jspecify.annotations.NullMarked;
