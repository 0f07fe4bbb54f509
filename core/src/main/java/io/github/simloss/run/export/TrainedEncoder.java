package io.github.simloss.run.export;

import io.github.simloss.SimlossException;
import io.github.simloss.encoding.PostProcessing;
import io.github.simloss.model.Parameters;
import io.github.simloss.run.PostProcessingFile;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.vectors.VectorsFile;
import io.github.simloss.run.vectors.WordTable;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.SpecialToken;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is exported: the best model of a run with its text side, apart from any engine.
 *
 * @param run the run's folder
 * @param config its configuration
 * @param codec sentences to ids
 * @param weights all of the model's
 * @param postProcessing what is done to codes, or null
 * @param vectors of words outside the vocabulary that are to travel along, or null
 * @since 0.2.0
 */
public record TrainedEncoder(
    RunDirectory run,
    RunConfig config,
    SentenceCodec codec,
    NamedTensors weights,
    @Nullable PostProcessing postProcessing,
    @Nullable WordTable vectors) {

  /**
   * Reads a run's best model, and the vectors in its folder if it has any.
   *
   * @throws SimlossException if it is no run, or damaged
   */
  public static TrainedEncoder open(Path root) {
    RunDirectory run = RunDirectory.open(root);
    RunConfig config = run.readConfig();
    return new TrainedEncoder(
        run,
        config,
        run.readCodec(config),
        run.readModel(config),
        new PostProcessingFile(run).read(config),
        VectorsFile.read(run.vectors(), config.wordDimension()));
  }

  /**
   * The same with other vectors of words.
   *
   * @throws SimlossException if they are of another dimension
   */
  public TrainedEncoder withVectors(WordTable table) {
    if (table.dimension() != config.wordDimension()) {
      throw new SimlossException(
          "the vectors have dimension "
              + table.dimension()
              + ", the model needs "
              + config.wordDimension()
              + "; give the file it was trained with");
    }
    return new TrainedEncoder(run, config, codec, weights, postProcessing, table);
  }

  /**
   * The words outside the vocabulary that have a vector, in the order of their ids V, V + 1, ...
   *
   * @throws SimlossException if tokens are pairs of words, which cannot be listed
   */
  public List<String> extraWords() {
    if (vectors == null) {
      return List.of();
    }
    if (config.bigrams()) {
      throw new SimlossException(
          "the model's tokens are pairs of words, which this format cannot make of single vectors:"
              + " use --format run or djl, or leave out --with-vectors");
    }
    List<String> extra = new ArrayList<>();
    for (String word : vectors.words()) {
      if (!SpecialToken.isSpecial(word) && codec.vocabulary().find(word) < 0) {
        extra.add(word);
      }
    }
    return extra;
  }

  /** All words in the order of their ids: the vocabulary, then {@link #extraWords}. */
  public List<String> words() {
    List<String> words = new ArrayList<>(codec.vocabulary().words());
    words.addAll(extraWords());
    return words;
  }

  /** The vectors of {@link #words}, (V + k, d). */
  public Tensor embedding() {
    Tensor known = weights.get(Parameters.EMBEDDING);
    List<String> extra = extraWords();
    if (extra.isEmpty() || vectors == null) {
      return known;
    }
    int d = config.spec().dimension();
    long size = known.data().length + (long) extra.size() * d;
    if (size > Integer.MAX_VALUE - 8) {
      throw new SimlossException(
          extra.size() + " words more than the vocabulary are too many: give a shorter list");
    }
    float[] rows = Arrays.copyOf(known.data(), (int) size);
    int at = known.data().length;
    for (String word : extra) {
      float[] vector = vectors.vector(word);
      if (vector != null) {
        System.arraycopy(vector, 0, rows, at, d);
      }
      at += d;
    }
    return Tensor.matrix(rows.length / d, d, rows);
  }

  /** What {@link #words} weigh in a weighted mean, (V + k); a word outside the vocabulary 1. */
  public Tensor wordWeights() {
    float[] known = weights.get(Parameters.WORD_WEIGHTS).data();
    float[] all = Arrays.copyOf(known, known.length + extraWords().size());
    Arrays.fill(all, known.length, all.length, 1);
    return Tensor.vector(all);
  }
}
