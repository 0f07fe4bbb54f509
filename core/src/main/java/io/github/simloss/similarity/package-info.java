/**
 * How close words are. {@link io.github.simloss.similarity.WordVectors} gives pre-trained vectors
 * by word, {@link io.github.simloss.similarity.UnitVectors} holds a vocabulary's rows u_i = e_i /
 * |e_i|, whose dot products are the cosines sim(i, j), and {@link
 * io.github.simloss.similarity.NeighbourTable} the N nearest words of each. A zero vector stays
 * zero and is like no word at all; ties go to the lower id.
 */
package io.github.simloss.similarity;
