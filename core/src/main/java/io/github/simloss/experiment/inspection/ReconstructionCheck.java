package io.github.simloss.experiment.inspection;

import io.github.simloss.backend.InferenceModel;
import io.github.simloss.encoding.ModelVectors;
import io.github.simloss.encoding.Reconstruction;
import io.github.simloss.encoding.Reconstructor;
import io.github.simloss.evaluate.reconstruction.AnswerVariety;
import io.github.simloss.evaluate.reconstruction.ConstantAnswer;
import io.github.simloss.evaluate.reconstruction.ReconstructionMetric;
import io.github.simloss.evaluate.reconstruction.ReconstructionMetrics;
import io.github.simloss.evaluate.reconstruction.TokenPair;
import io.github.simloss.evaluate.reconstruction.VocabularySimilarity;
import io.github.simloss.model.Parameters;
import io.github.simloss.run.TrainedModel;
import io.github.simloss.text.SentenceCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A short look at what a model is worth: some sentences reconstructed, beside what a constant
 * answer would have got, and whether the model tells sentences apart at all.
 *
 * @param sentences how many were reconstructed
 * @param values of the metrics of reconstruction, by name; those not defined are left out
 * @param constant what the best constant answer gets
 * @param variety how many different answers there are
 * @param example one reconstruction, empty if there is none
 * @since 0.2.0
 */
public record ReconstructionCheck(
    int sentences,
    Map<String, Double> values,
    ConstantAnswer constant,
    AnswerVariety variety,
    String example) {
  /** Enough for two digits, and quick. */
  private static final int MOST = 200;

  /** As many nearest words as {@code evaluate} counts as near, unless it is given a number. */
  private static final int NEAR = 10;

  /**
   * Reconstructs some sentences with a trained model.
   *
   * @param model its best model
   * @param sentences at most 200, evenly spread, are taken
   */
  public static ReconstructionCheck of(TrainedModel model, List<String> sentences) {
    List<TokenPair> pairs = pairs(model.model(), model.codec(), sentences);
    ModelVectors vectors =
        new ModelVectors(
            model.codec(),
            model.model().weights().get(Parameters.EMBEDDING).data(),
            model.config().spec().dimension());
    List<ReconstructionMetric> metrics =
        ReconstructionMetrics.all(new VocabularySimilarity(vectors, null, NEAR));
    return new ReconstructionCheck(
        pairs.size(),
        ReconstructionMetrics.measure(metrics, pairs),
        ConstantAnswer.of(pairs, metrics, vectors),
        AnswerVariety.of(pairs),
        pairs.isEmpty() ? "" : String.join(" ", pairs.get(0).output()));
  }

  /**
   * How many different answers a model gives, while it trains.
   *
   * @param model as it is now
   * @param codec its text side
   * @param sentences at most 200, evenly spread, are taken
   */
  public static AnswerVariety variety(
      InferenceModel model, SentenceCodec codec, List<String> sentences) {
    return AnswerVariety.of(pairs(model, codec, sentences));
  }

  private static List<TokenPair> pairs(
      InferenceModel model, SentenceCodec codec, List<String> sentences) {
    Reconstructor reconstructor = Reconstructor.greedy(model, codec);
    List<TokenPair> pairs = new ArrayList<>();
    for (Reconstruction row : reconstructor.reconstruct(ModelInspector.spread(sentences, MOST))) {
      pairs.add(
          reconstructor.hasOrder() ? TokenPair.of(codec, row) : TokenPair.unordered(codec, row));
    }
    return pairs;
  }
}
