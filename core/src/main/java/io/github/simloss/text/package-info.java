/**
 * From text to token ids. A {@link io.github.simloss.text.Batch} holds sentences padded to one
 * length, the form in which every engine trains, evaluates and encodes; a {@link
 * io.github.simloss.text.PackedBatch} is the same batch without the padding, sorted by length and
 * time-major, so that a recurrent step works on one contiguous block. No engine and no vectors are
 * known here.
 */
package io.github.simloss.text;
