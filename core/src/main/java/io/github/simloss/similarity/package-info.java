/**
 * How close words are. {@link io.github.simloss.similarity.NeighbourTable} holds the N nearest
 * words of each by the cosines of {@link io.github.simloss.embedding.UnitVectors}, or by
 * similarities that are given. A zero vector is like no word at all; ties go to the lower id.
 */
@NullMarked
package io.github.simloss.similarity;

import org.jspecify.annotations.NullMarked;
