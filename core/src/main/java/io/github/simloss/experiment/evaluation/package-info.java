/**
 * Measures a trained model by a plan: reconstruction metrics, sentence pairs with liblinear as the
 * classifier, and baselines beside every score.
 */
@NullMarked
package io.github.simloss.experiment.evaluation;

import org.jspecify.annotations.NullMarked;
