/**
 * What an engine has to offer, and nothing more. A {@link io.github.simloss.backend.Backend} is
 * found by name and makes live models; an {@link io.github.simloss.backend.TrainableModel} trains
 * and evaluates one batch, encodes, and gives and takes its weights and optimizer state; a {@link
 * io.github.simloss.backend.DecoderState} steps through a sentence. Training loops, metrics,
 * checkpoints and the choice of the next token are written once above this floor, so that two
 * engines see the same batches in the same order from the same weights.
 */
@NullMarked
package io.github.simloss.backend;

import org.jspecify.annotations.NullMarked;
