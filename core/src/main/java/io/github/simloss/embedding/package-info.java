/**
 * Word vectors of a vocabulary. {@link io.github.simloss.embedding.WordVectors} gives pre-trained
 * vectors by word, {@link io.github.simloss.embedding.UnitVectors} holds a vocabulary's rows u_i =
 * e_i / |e_i|, whose dot products are the cosines sim(i, j), and {@link
 * io.github.simloss.embedding.EmbeddingTable} is what a model starts from. A zero vector stays
 * zero.
 */
@NullMarked
package io.github.simloss.embedding;

import org.jspecify.annotations.NullMarked;
