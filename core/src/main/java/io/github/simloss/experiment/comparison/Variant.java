package io.github.simloss.experiment.comparison;

import io.github.simloss.batch.Noise;
import io.github.simloss.text.SentenceForm;
import io.github.simloss.train.ModelSettings;

/**
 * The model of a row of a comparison, where it is another than that of the request.
 *
 * @param model encoder and decoder
 * @param form which tokens are read and written beside the words
 * @param noise what is spoiled in training batches
 * @since 0.2.0
 */
public record Variant(ModelSettings model, SentenceForm form, Noise noise) {}
