/**
 * Training one model by several workers at once: what they say to each other ({@link
 * io.github.simloss.backend.parallel.Collective}), and a model that computes its share of a batch
 * and updates with the gradients of all. How bytes travel is the business of others.
 */
@NullMarked
package io.github.simloss.backend.parallel;

import org.jspecify.annotations.NullMarked;
