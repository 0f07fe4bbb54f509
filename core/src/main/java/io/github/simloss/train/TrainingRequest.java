package io.github.simloss.train;

import io.github.simloss.SimlossException;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.train.data.DataFiles;
import io.github.simloss.train.data.VocabularySettings;

/**
 * What a new run is made from.
 *
 * @param data the files
 * @param vocabulary how their text becomes tokens
 * @param model encoder and decoder
 * @param loss the loss
 * @param training how to train
 * @param output where the run goes
 * @since 0.1.0
 */
public record TrainingRequest(
    DataFiles data,
    VocabularySettings vocabulary,
    ModelSettings model,
    LossSpec loss,
    TrainingSettings training,
    RunOutput output) {

  /** Checks that an LSTM decoder can learn where to stop. */
  public TrainingRequest {
    if (model.decoder().kind() == DecoderKind.LSTM && !vocabulary.text().form().targetEnd()) {
      throw new SimlossException("the decoder 'lstm' needs <end> to know when to stop");
    }
  }
}
