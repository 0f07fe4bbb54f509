/**
 * Measures a trained model by a plan: reconstruction metrics, labelled sentences and pairs, and
 * baselines beside every score.
 */
@NullMarked
package io.github.simloss.experiment.evaluation;

import org.jspecify.annotations.NullMarked;
