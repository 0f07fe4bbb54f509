package io.github.simloss.experiment.inspection;

import io.github.simloss.backend.Engine;
import io.github.simloss.backend.InferenceModel;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.encoding.ModelVectors;
import io.github.simloss.encoding.Reconstruction;
import io.github.simloss.encoding.Reconstructor;
import io.github.simloss.encoding.SentenceEncoder;
import io.github.simloss.evaluate.reconstruction.ReconstructionMetric;
import io.github.simloss.evaluate.reconstruction.ReconstructionMetrics;
import io.github.simloss.evaluate.reconstruction.TokenPair;
import io.github.simloss.evaluate.reconstruction.VocabularySimilarity;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.Parameters;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunSimilarities;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.SpecialToken;
import io.github.simloss.text.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks a model for what an {@link Inspection} holds. What does not change while it trains is
 * computed once. Not safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class ModelInspector {
  private static final int SAMPLES = 48;

  /** So many sentences give the words whose neighbours are shown. */
  private static final int SPOKEN = 12;

  private static final int PAIRS = 8;
  private static final int NEAR = 10;
  private static final int MAPPED = 300;
  private static final int WORDS = 8;
  private static final int NEIGHBOURS = 6;
  private static final int BATCH = 64;

  /** Words shorter than this are rarely worth looking at: articles, punctuation. */
  private static final int SHORTEST_WORD = 4;

  private final RunConfig config;
  private final SentenceCodec codec;
  private final List<String> sentences;
  private final float[] embedding;
  private final WordSpace space;
  private final ReconstructionLoss loss;
  private final List<ReconstructionMetric> metrics;

  /**
   * An inspector of one run.
   *
   * @param config its configuration
   * @param codec its text side
   * @param sentences to be reconstructed and mapped: a few hundred spread over them are taken; may
   *     be empty
   * @param model the model, for its embedding
   * @param engine finds neighbours
   */
  public ModelInspector(
      RunConfig config,
      SentenceCodec codec,
      List<String> sentences,
      InferenceModel model,
      Engine engine) {
    this.config = config;
    this.codec = codec;
    this.sentences = spread(sentences, MAPPED);
    this.embedding = model.weights().get(Parameters.EMBEDDING).data();
    int dimension = config.spec().dimension();
    this.space = WordSpace.of(codec.vocabulary(), embedding, dimension, config.bigrams());
    this.metrics =
        ReconstructionMetrics.all(
            new VocabularySimilarity(new ModelVectors(codec, embedding, dimension), null, NEAR));
    this.loss =
        Losses.discover()
            .create(
                config.loss(),
                RunSimilarities.of(config, codec.vocabulary()).context(units(), engine));
  }

  /**
   * What the model shows now.
   *
   * @param model the model as it is now
   */
  public Inspection inspect(InferenceModel model) {
    if (sentences.isEmpty()) {
      return new Inspection(List.of(), neighbours(), null, null, null);
    }
    Reconstructor reconstructor = Reconstructor.greedy(model, codec);
    List<ReconstructedSentence> samples = new ArrayList<>();
    List<Reconstruction> rows = reconstructor.reconstruct(sentences);
    for (Reconstruction row : spread(rows, SAMPLES)) {
      samples.add(reconstructor.hasOrder() ? sample(row) : unordered(row));
    }
    float[] codes = new SentenceEncoder(model, codec, BATCH).encode(sentences);
    int size = model.spec().codeSize();
    return new Inspection(
        List.copyOf(samples),
        neighbours(),
        map(codes, size),
        quality(rows, reconstructor.hasOrder()),
        NearSentences.of(sentences, codes, size, PAIRS));
  }

  private Quality quality(List<Reconstruction> rows, boolean ordered) {
    List<TokenPair> pairs =
        rows.stream()
            .map(row -> ordered ? TokenPair.of(codec, row) : TokenPair.unordered(codec, row))
            .toList();
    return new Quality(
        pairs.size(),
        pairs.stream().mapToLong(pair -> pair.target().size()).sum(),
        NEAR,
        ReconstructionMetrics.measure(metrics, pairs),
        Quality.commonest(pairs));
  }

  private ReconstructedSentence sample(Reconstruction row) {
    List<String> words = codec.tokenizer().tokenize(row.input());
    int most = codec.maxLength() - (codec.bigrams() ? 0 : 1);
    List<String> output =
        row.output().isEmpty() ? List.of() : Arrays.asList(row.output().split(" ", -1));
    return new ReconstructedSentence(
        row.input(), Alignment.of(words.subList(0, Math.min(words.size(), most)), output, space));
  }

  /** Words without order are shown where they belong. */
  private ReconstructedSentence unordered(Reconstruction row) {
    TokenPair pair = TokenPair.unordered(codec, row);
    return new ReconstructedSentence(
        row.input(), Alignment.inPlace(pair.target(), pair.output(), space));
  }

  private CodeMap map(float[] codes, int size) {
    Pca pca = Pca.of(codes, sentences.size(), size);
    List<CodeMap.Point> points = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      String sentence = sentences.get(i);
      points.add(
          new CodeMap.Point(pca.at(i, 0), pca.at(i, 1), codec.tokens(sentence).size(), sentence));
    }
    return new CodeMap(points, pca.explained());
  }

  /**
   * Of words of the first sentences, whatever the model made of them, then of frequent ones: so all
   * runs on the same data show the same words.
   */
  private List<WordNeighbours> neighbours() {
    Set<Integer> chosen = new LinkedHashSet<>();
    Vocabulary vocabulary = codec.vocabulary();
    if (!codec.bigrams()) {
      for (String sentence : spread(sentences, SPOKEN)) {
        codec.tokenizer().tokenize(sentence).forEach(word -> choose(chosen, vocabulary.find(word)));
      }
    }
    for (int id = SpecialToken.values().length; id < vocabulary.size(); id++) {
      choose(chosen, id);
    }
    UnitVectors units = units();
    List<WordNeighbours> words = new ArrayList<>();
    for (int id : chosen) {
      double[] weights = loss.weights(id);
      List<WordNeighbours.Neighbour> near = new ArrayList<>();
      for (int other : units.nearest(id, Math.min(NEIGHBOURS, vocabulary.size()))) {
        near.add(
            new WordNeighbours.Neighbour(
                vocabulary.word(other), units.cosine(id, other), weights[other]));
      }
      words.add(new WordNeighbours(vocabulary.word(id), near));
    }
    return List.copyOf(words);
  }

  private void choose(Set<Integer> chosen, int id) {
    if (id < SpecialToken.values().length || chosen.size() >= WORDS) {
      return;
    }
    String word = codec.vocabulary().word(id);
    if (word.length() >= SHORTEST_WORD && !config.stopWords().contains(word)) {
      chosen.add(id);
    }
  }

  private UnitVectors units() {
    return UnitVectors.of(embedding, codec.vocabulary().size(), config.spec().dimension());
  }

  /** At most so many, evenly spread, in their order. */
  static <T> List<T> spread(List<T> all, int most) {
    List<T> some = new ArrayList<>();
    int count = Math.min(most, all.size());
    for (int i = 0; i < count; i++) {
      some.add(all.get((int) ((long) i * all.size() / count)));
    }
    return some;
  }
}
