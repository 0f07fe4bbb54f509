package io.github.simloss.experiment.evaluation;

import io.github.simloss.embedding.WordVectors;
import io.github.simloss.encoding.MaxMeanOfWordVectors;
import io.github.simloss.encoding.MeanOfWordVectors;
import io.github.simloss.encoding.SentenceCodes;
import io.github.simloss.encoding.SmoothInverseFrequency;
import io.github.simloss.evaluate.probes.EncodedSentences;
import io.github.simloss.evaluate.probes.Probe;
import io.github.simloss.evaluate.probes.ProbeScores;
import io.github.simloss.evaluate.sets.EvaluationSet;
import io.github.simloss.text.Vocabulary;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The baselines that need no model: the majority class, and what is made of word vectors alone.
 *
 * @param plan the sets
 * @param vectors of words
 * @param counts the vocabulary whose counts weigh the words of SIF, or null to leave SIF out
 * @param listener hears what was measured
 * @since 0.2.0
 */
public record WordVectorBaselines(
    EvaluationPlan plan,
    WordVectors vectors,
    @Nullable Vocabulary counts,
    EvaluationListener listener) {

  /** The scores of each baseline by the name of a set. */
  public Map<Baseline, Map<String, ProbeScores>> measure() {
    Map<Baseline, Map<String, ProbeScores>> all = new EnumMap<>(Baseline.class);
    Map<String, ProbeScores> majority = new LinkedHashMap<>();
    plan.sets().forEach(set -> majority.put(set.name(), Probe.majority(set)));
    all.put(Baseline.MAJORITY, majority);
    all.put(
        Baseline.WORD_VECTORS,
        shared(Baseline.WORD_VECTORS, new MeanOfWordVectors(plan.tokenizer(), vectors)));
    all.put(
        Baseline.MAX_MEAN,
        shared(Baseline.MAX_MEAN, new MaxMeanOfWordVectors(plan.tokenizer(), vectors)));
    if (counts != null) {
      all.put(Baseline.SIF, sif(counts));
    }
    return all;
  }

  private Map<String, ProbeScores> shared(Baseline baseline, SentenceCodes codes) {
    EncodedSentences encoded = EncodedSentences.of(plan.sets(), codes);
    Map<String, ProbeScores> scores = new LinkedHashMap<>();
    plan.sets().forEach(set -> scores.put(set.name(), probe(baseline, set, encoded)));
    return scores;
  }

  /** Set by set, for each has a first component of its own. */
  private Map<String, ProbeScores> sif(Vocabulary vocabulary) {
    SentenceCodes codes = new SmoothInverseFrequency(plan.tokenizer(), vectors, vocabulary);
    Map<String, ProbeScores> scores = new LinkedHashMap<>();
    for (EvaluationSet set : plan.sets()) {
      scores.put(set.name(), probe(Baseline.SIF, set, EncodedSentences.of(List.of(set), codes)));
    }
    return scores;
  }

  private ProbeScores probe(Baseline baseline, EvaluationSet set, EncodedSentences codes) {
    ProbeScores scores = new Probe(plan.seed()).measure(set, codes);
    listener.measured(set, baseline, scores);
    return scores;
  }
}
