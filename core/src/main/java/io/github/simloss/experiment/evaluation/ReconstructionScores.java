package io.github.simloss.experiment.evaluation;

import io.github.simloss.evaluate.probes.Answers;
import io.github.simloss.evaluate.probes.Measure;
import io.github.simloss.evaluate.probes.Score;
import io.github.simloss.evaluate.reconstruction.ReconstructionMetric;
import io.github.simloss.evaluate.reconstruction.TokenPair;
import java.util.ArrayList;
import java.util.List;

/** The metrics of reconstruction that are shares, sentence by sentence. */
final class ReconstructionScores {
  private ReconstructionScores() {}

  /** The scores that are defined. */
  static List<Score> of(List<ReconstructionMetric> metrics, List<TokenPair> pairs) {
    List<Score> scores = new ArrayList<>();
    for (ReconstructionMetric metric : metrics) {
      double[] counted = new double[pairs.size()];
      double[] all = new double[pairs.size()];
      boolean isShare = !pairs.isEmpty();
      for (int i = 0; i < pairs.size() && isShare; i++) {
        double[] share = metric.share(pairs.get(i));
        isShare = share != null;
        counted[i] = share == null ? 0 : share[0];
        all[i] = share == null ? 0 : share[1];
      }
      Answers answers = new Answers(all, counted);
      double value = Measure.SHARE.value(answers, -1);
      if (isShare && !Double.isNaN(value)) {
        scores.add(new Score(metric.name(), Measure.SHARE, -1, value, answers));
      }
    }
    return scores;
  }
}
