package io.github.simloss.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.simloss.SimlossException;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.TrainingSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * What a new run is made from.
 *
 * @param train sentences to train on, one a line, plain or gzip
 * @param dev sentences to evaluate on
 * @param vectors the word vectors' file
 * @param out the run's folder
 * @param overwrite whether a run that is there may be removed
 * @param tokenizer the tokenizer's name
 * @param bigrams whether tokens are pairs of words
 * @param maxLength T, from 2 to 10,000
 * @param minCount words seen less often are left out
 * @param maxVocabulary the most words kept beside the special tokens
 * @param hiddenSize H
 * @param loss the loss
 * @param stopWords words whose targets stay one-hot
 * @param training how to train
 * @param excludedWords words that count as similar to none but themselves
 * @param similarities a file of similarities in place of cosines, or null for none
 */
public record TrainingRequest(
    Path train,
    Path dev,
    Path vectors,
    Path out,
    boolean overwrite,
    String tokenizer,
    boolean bigrams,
    int maxLength,
    int minCount,
    int maxVocabulary,
    int hiddenSize,
    LossSpec loss,
    List<String> stopWords,
    TrainingSettings training,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> excludedWords,
    @JsonInclude(JsonInclude.Include.NON_NULL) Path similarities) {

  /** Checks the ranges. */
  public TrainingRequest {
    stopWords = List.copyOf(stopWords);
    excludedWords = List.copyOf(excludedWords);
    atLeast("maxLength", maxLength, 2);
    if (maxLength > RunConfig.LONGEST) {
      throw new SimlossException(
          "maxLength is " + maxLength + "; it may be " + RunConfig.LONGEST + " at most");
    }
    atLeast("minCount", minCount, 1);
    atLeast("maxVocabulary", maxVocabulary, 1);
    atLeast("hiddenSize", hiddenSize, 1);
  }

  /** Similarities are the cosines of all words. */
  public TrainingRequest(
      Path train,
      Path dev,
      Path vectors,
      Path out,
      boolean overwrite,
      String tokenizer,
      boolean bigrams,
      int maxLength,
      int minCount,
      int maxVocabulary,
      int hiddenSize,
      LossSpec loss,
      List<String> stopWords,
      TrainingSettings training) {
    this(
        train,
        dev,
        vectors,
        out,
        overwrite,
        tokenizer,
        bigrams,
        maxLength,
        minCount,
        maxVocabulary,
        hiddenSize,
        loss,
        stopWords,
        training,
        List.of(),
        null);
  }

  private static void atLeast(String name, int value, int low) {
    if (value < low) {
      throw new SimlossException(name + " is " + value + "; it must be at least " + low);
    }
  }
}
