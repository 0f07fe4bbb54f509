/**
 * What a trained model shows when it is looked at: reconstructions beside their sentences, the
 * neighbours of a few words with the weights of the loss, sentence codes on a plane.
 */
@NullMarked
package io.github.simloss.experiment.inspection;

import org.jspecify.annotations.NullMarked;
