/**
 * Which token comes next: greedy, sampling and beam search over a {@link
 * io.github.simloss.backend.DecoderState}, written once for all engines.
 */
@NullMarked
package io.github.simloss.backend.decoding;

import org.jspecify.annotations.NullMarked;
