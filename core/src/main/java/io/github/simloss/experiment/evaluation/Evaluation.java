package io.github.simloss.experiment.evaluation;

import io.github.simloss.backend.Engine;
import io.github.simloss.backend.InferenceModel;
import io.github.simloss.backend.decoding.DecodingStrategy;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.encoding.ModelVectors;
import io.github.simloss.encoding.PostProcessing;
import io.github.simloss.encoding.Reconstruction;
import io.github.simloss.encoding.Reconstructor;
import io.github.simloss.encoding.SentenceCodes;
import io.github.simloss.encoding.SentenceEncoder;
import io.github.simloss.evaluate.probes.EncodedSentences;
import io.github.simloss.evaluate.probes.Probe;
import io.github.simloss.evaluate.probes.ProbeScores;
import io.github.simloss.evaluate.reconstruction.ReconstructionMetric;
import io.github.simloss.evaluate.reconstruction.ReconstructionMetrics;
import io.github.simloss.evaluate.reconstruction.TokenPair;
import io.github.simloss.evaluate.reconstruction.VocabularySimilarity;
import io.github.simloss.evaluate.sets.EvaluationSet;
import io.github.simloss.model.InitialWeights;
import io.github.simloss.model.Parameters;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.run.TrainedModel;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.Vocabulary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Measures one model by a plan. Not safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class Evaluation {
  private static final int CHUNK = 1024;

  private final TrainedModel model;
  private final @Nullable WordVectors vectors;
  private final EvaluationPlan plan;
  private final int batchSize;
  private final EvaluationListener listener;
  private final ModelVectors own;
  private final List<ReconstructionMetric> metrics;
  private long unknownWords;

  /**
   * An evaluation.
   *
   * @param model what is measured; stays the caller's to close
   * @param vectors of words outside its vocabulary, or null for none
   * @param plan what it is measured by
   * @param batchSize sentences computed together
   * @param listener hears what has been measured
   */
  public Evaluation(
      TrainedModel model,
      @Nullable WordVectors vectors,
      EvaluationPlan plan,
      int batchSize,
      EvaluationListener listener) {
    this.model = model;
    this.vectors = vectors;
    this.plan = plan;
    this.batchSize = batchSize;
    this.listener = listener;
    this.own =
        new ModelVectors(model.codec(), embedding().data(), model.config().spec().dimension());
    this.metrics = ReconstructionMetrics.all(new VocabularySimilarity(own, vectors, plan.near()));
  }

  /** What reconstruction is measured by. */
  public List<ReconstructionMetric> metrics() {
    return metrics;
  }

  /** How many words were encoded as {@code <unk>} so far. */
  public long unknownWords() {
    return unknownWords;
  }

  /**
   * Measures everything that is planned.
   *
   * @param engine makes the untrained encoder
   * @param baselines whether to measure them beside; a comparison needs them once
   */
  public EvaluationResult run(Engine engine, boolean baselines) {
    return run(engine, baselines ? EnumSet.allOf(Baseline.class) : Set.of());
  }

  /**
   * Measures everything that is planned.
   *
   * @param engine makes the untrained encoder
   * @param baselines what to measure beside; those of word vectors, which no run of the same text
   *     changes, are measured together, if any of them is there
   */
  public EvaluationResult run(Engine engine, Set<Baseline> baselines) {
    EvaluationResult.Reconstructions values =
        plan.reconstruction() == null ? null : reconstruction(plan.reconstruction().sentences());
    return new EvaluationResult(values, plan.sets().isEmpty() ? Map.of() : sets(engine, baselines));
  }

  /** A row after the other, so that the codes of one only are in memory. */
  private Map<String, EvaluationResult.SetResult> sets(Engine engine, Set<Baseline> baselines) {
    Map<String, ProbeScores> scores =
        measure(null, codes(model.model(), model.postProcessing(), true));
    Map<Baseline, Map<String, ProbeScores>> beside = new EnumMap<>(Baseline.class);
    if (!Set.of(Baseline.UNTRAINED).containsAll(baselines)) {
      WordVectors words = vectors == null ? own : vectors;
      // Pairs of words have no counts of single ones.
      Vocabulary counts = model.codec().bigrams() ? null : model.codec().vocabulary();
      beside.putAll(new WordVectorBaselines(plan, words, counts, listener).measure());
    }
    if (baselines.contains(Baseline.UNTRAINED)) {
      try (InferenceModel untrained = engine.inference(model.config().spec(), initialWeights())) {
        beside.put(Baseline.UNTRAINED, measure(Baseline.UNTRAINED, codes(untrained, null, false)));
      }
    }
    Map<String, EvaluationResult.SetResult> results = new LinkedHashMap<>();
    for (EvaluationSet set : plan.sets()) {
      Map<Baseline, ProbeScores> others = new EnumMap<>(Baseline.class);
      beside.forEach(
          (baseline, found) -> others.put(baseline, Objects.requireNonNull(found.get(set.name()))));
      results.put(
          set.name(),
          new EvaluationResult.SetResult(
              set, Objects.requireNonNull(scores.get(set.name())), others));
    }
    return results;
  }

  /** The metrics of reconstruction, greedily decoded, and what they were measured on. */
  private EvaluationResult.Reconstructions reconstruction(List<String> sentences) {
    SentenceEncoder encoder =
        new SentenceEncoder(model.model(), model.codec(), vectors, null, batchSize);
    Reconstructor reconstructor =
        new Reconstructor(
            model.model(), model.codec(), encoder, DecodingStrategy.greedy(), batchSize);
    List<TokenPair> pairs = new ArrayList<>();
    for (int from = 0; from < sentences.size(); from += CHUNK) {
      List<String> part = sentences.subList(from, Math.min(from + CHUNK, sentences.size()));
      for (Reconstruction row : reconstructor.reconstruct(part)) {
        pairs.add(
            reconstructor.hasOrder()
                ? TokenPair.of(model.codec(), row)
                : TokenPair.unordered(model.codec(), row));
      }
    }
    unknownWords += encoder.unknownWords();
    listener.reconstructed(sentences.size());
    return new EvaluationResult.Reconstructions(
        sentences.size(),
        pairs.stream().mapToLong(pair -> pair.target().size()).sum(),
        plan.near(),
        ReconstructionMetrics.measure(metrics, pairs),
        ReconstructionScores.of(metrics, pairs));
  }

  /** The scores of some codes by the name of a set. */
  private Map<String, ProbeScores> measure(@Nullable Baseline baseline, SentenceCodes codes) {
    Probe probe = new Probe(plan.seed());
    EncodedSentences encoded = EncodedSentences.of(plan.sets(), codes);
    Map<String, ProbeScores> all = new LinkedHashMap<>();
    for (EvaluationSet set : plan.sets()) {
      ProbeScores scores = probe.measure(set, encoded);
      listener.measured(set, baseline, scores);
      all.put(set.name(), scores);
    }
    return all;
  }

  /** The codes of whole sentences, however long the model's training sentences were. */
  private SentenceCodes codes(
      InferenceModel autoencoder, @Nullable PostProcessing processing, boolean counted) {
    SentenceCodec codec = model.codec();
    return sentences -> {
      List<String> read =
          sentences.stream()
              .map(text -> String.join(" ", plan.tokenizer().tokenize(text)))
              .toList();
      int longest = codec.maxLength();
      for (String text : read) {
        int tokens = SentenceCodec.tokens(codec.tokenizer(), codec.bigrams(), text).size();
        longest = Math.max(longest, tokens + 1);
      }
      SentenceCodec whole =
          new SentenceCodec(
              codec.tokenizer(), codec.bigrams(), codec.vocabulary(), longest, codec.form());
      SentenceEncoder encoder =
          new SentenceEncoder(autoencoder, whole, vectors, processing, batchSize);
      float[] codes = encoder.encode(read);
      unknownWords += counted ? encoder.unknownWords() : 0;
      return codes;
    };
  }

  private NamedTensors initialWeights() {
    return InitialWeights.create(
        model.config().spec(),
        embedding().data(),
        wordWeights(),
        SeededRandom.derive(model.config().training().seed(), "initial weights", 0));
  }

  private float @Nullable [] wordWeights() {
    return model.config().spec().hasWordWeights()
        ? model.model().weights().get(Parameters.WORD_WEIGHTS).data()
        : null;
  }

  private Tensor embedding() {
    return model.model().weights().get(Parameters.EMBEDDING);
  }
}
