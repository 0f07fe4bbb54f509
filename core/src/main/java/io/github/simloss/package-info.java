/**
 * Similarity-based reconstruction losses for text, after Kovaleva, Rumshisky and Romanov
 * (<i>Similarity-Based Reconstruction Loss for Meaning Representation</i>, EMNLP 2018). This
 * package holds only what all others share: {@link io.github.simloss.SimlossException}, the failure
 * a user can fix. The packages below it stand in floors, each using only those before it: io, text,
 * similarity, loss, model, backend, evaluate, train.
 */
@NullMarked
package io.github.simloss;

import org.jspecify.annotations.NullMarked;
