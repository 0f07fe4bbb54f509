package io.github.simloss.train;

import io.github.simloss.SimlossException;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.run.TrainingSettings;
import io.github.simloss.train.data.DataFiles;
import io.github.simloss.train.data.VocabularySettings;

/**
 * What a new run is made from.
 *
 * @param data the files
 * @param vocabulary how their text becomes tokens
 * @param hiddenSize H, at least 1
 * @param loss the loss
 * @param training how to train
 * @param output where the run goes
 */
public record TrainingRequest(
    DataFiles data,
    VocabularySettings vocabulary,
    int hiddenSize,
    LossSpec loss,
    TrainingSettings training,
    RunOutput output) {

  /** Checks the hidden size; the parts check themselves. */
  public TrainingRequest {
    if (hiddenSize < 1) {
      throw new SimlossException("hiddenSize is " + hiddenSize + "; it must be at least 1");
    }
  }
}
