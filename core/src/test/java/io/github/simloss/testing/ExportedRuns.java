package io.github.simloss.testing;

import io.github.simloss.embedding.EmbeddingTable;
import io.github.simloss.encoding.PostProcessing;
import io.github.simloss.io.Release;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.DecoderSpec;
import io.github.simloss.model.EmbeddingSpec;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.model.OutputLayer;
import io.github.simloss.model.Parameters;
import io.github.simloss.model.Pooling;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.run.DataSource;
import io.github.simloss.run.PostProcessingFile;
import io.github.simloss.run.Provenance;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.RunSources;
import io.github.simloss.run.checkpoint.Checkpoints;
import io.github.simloss.run.checkpoint.TrainingState;
import io.github.simloss.run.export.TrainedEncoder;
import io.github.simloss.run.settings.PostProcessingSettings;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.run.vectors.VectorsFile;
import io.github.simloss.run.vectors.WordTable;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import io.github.simloss.text.SentenceForm;
import io.github.simloss.text.Vocabulary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs of every kind of encoder, drawn from seeds and never trained, to be exported. */
public final class ExportedRuns {
  /** How many kinds {@link #write} knows. */
  public static final int COUNT = 36;

  private static final List<String> WORDS =
      List.of(
          "<start>",
          "<unk>",
          "<end>",
          "<pad>",
          "the",
          "soup",
          "was",
          "so",
          "good",
          "tea",
          "naïve",
          "waiter",
          "rude",
          "cold",
          "i'll",
          "42",
          "ελληνικά",
          "हिन्दी",
          "_x");

  private static final List<String> MORE = List.of("stew", "curry", "the", "<unk>");

  private ExportedRuns() {}

  /** Sentences with known, further and unknown words: long, short and empty ones. */
  public static List<String> sentences() {
    return List.of(
        "The soup was so good",
        "tea",
        "",
        "stew",
        "Stew, curry -- and tea!",
        "nothing known here",
        "the waiter was rude the tea was cold the stew was good so good naïve 42",
        "ΕΛΛΗΝΙΚΆ हिन्दी _x i'll <unk> was");
  }

  /** The ids of a sentence as an exported model with words by id reads them. */
  public static int[] ids(TrainedEncoder encoder, String sentence) {
    List<String> words = encoder.words();
    return encoder
        .codec()
        .source(
            sentence,
            token -> {
              int id = words.lastIndexOf(token);
              return id >= encoder.codec().vocabulary().size()
                  ? id
                  : encoder.codec().unknown(token);
            });
  }

  /**
   * Writes a run.
   *
   * @param folder for it
   * @param kind from 0 to {@link #COUNT} - 1: every pooling, with one and two layers and
   *     directions; the rest is drawn. The last two are larger, and of pairs of words
   */
  public static Path write(Path folder, int kind) {
    SeededRandom random = SeededRandom.derive(71, "exported run", kind);
    boolean pairs = kind == COUNT - 1;
    boolean large = kind == COUNT - 2;
    int d = large ? 50 : 2 * (1 + random.nextInt(4));
    List<String> words = pairs ? pairs() : WORDS;
    ModelSpec spec =
        new ModelSpec(
            EmbeddingSpec.of(words.size(), d, 8),
            encoder(kind, large, random),
            new DecoderSpec(DecoderKind.BAG, 3, OutputLayer.TIED, false));
    NamedTensors weights = weights(spec, kind);
    boolean processed = kind % 3 > 0;
    RunConfig config =
        new RunConfig(
            RunConfig.FORMAT,
            Release.current(),
            spec,
            kind % 2 == 0 ? "words" : "whitespace",
            pairs,
            new SentenceForm(kind % 5 < 2, false, kind % 7 < 3),
            LossSpec.of("ce"),
            List.of(),
            List.of(),
            TrainingSettings.DEFAULT,
            processed ? new PostProcessingSettings(kind % 3) : null,
            provenance());
    long[] counts = new long[words.size()];
    Arrays.setAll(counts, id -> 100 - id);
    RunDirectory run = RunDirectory.create(folder, false);
    run.begin(
        config,
        new Vocabulary(words, counts),
        new Checkpoints.Checkpoint(TrainingState.START, weights, unmoved(spec), List.of()));
    run.writeModel(weights, 1);
    if (processed) {
      int size = spec.codeSize();
      List<Integer> blocks = spec.encoder().blocks(d);
      int most = Math.min(kind % 3, blocks.stream().mapToInt(n -> n).min().orElse(0));
      new PostProcessingFile(run)
          .write(PostProcessing.learn(uniform(random, 40 * size, 1), blocks, most));
    }
    if (!pairs && kind % 2 == 0) {
      VectorsFile.write(
          run.vectors(), new WordTable(MORE, uniform(random, MORE.size() * d, 1.2), d));
    }
    return folder;
  }

  private static EncoderSpec encoder(int kind, boolean large, SeededRandom random) {
    Pooling pooling = List.of(Pooling.values()).get(kind % 4);
    boolean words = random.nextInt(2) == 1;
    return new EncoderSpec(
        large ? 100 : 2 + random.nextInt(12),
        1 + kind / 4 % 2,
        kind / 8 % 2 == 1,
        pooling,
        (pooling.hasMean() || words) && (large || random.nextInt(2) == 1),
        words,
        random.nextInt(3) == 0 ? 3 + random.nextInt(8) : 0);
  }

  private static List<String> pairs() {
    List<String> pairs = new ArrayList<>(WORDS.subList(0, 4));
    pairs.addAll(List.of("the soup", "soup was", "was so", "so good", "tea <end>"));
    return pairs;
  }

  /** Weights that keep gates away from both their linear and flat parts. */
  private static NamedTensors weights(ModelSpec spec, int kind) {
    double range =
        Math.min(0.6, 2 / Math.sqrt(spec.dimension() + (double) spec.encoder().hiddenSize()));
    NamedTensors weights = new NamedTensors();
    spec.tensors()
        .forEach(
            (name, shape) -> {
              int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
              SeededRandom random = SeededRandom.derive(72 + kind, name, 0);
              float[] values =
                  uniform(random, count, name.equals(Parameters.EMBEDDING) ? 1.2 : range);
              if (name.equals(Parameters.WORD_WEIGHTS)) {
                for (int k = 0; k < count; k++) {
                  values[k] = 0.05f + Math.abs(values[k]);
                }
              }
              weights.put(name, new Tensor(shape, values));
            });
    return weights;
  }

  private static float[] uniform(SeededRandom random, int count, double range) {
    float[] values = new float[count];
    for (int k = 0; k < count; k++) {
      values[k] = random.uniform(-range, range);
    }
    return values;
  }

  private static OptimizerState unmoved(ModelSpec spec) {
    NamedTensors zeros = new NamedTensors();
    spec.trainable().forEach((name, shape) -> zeros.put(name, Tensor.zeros(shape)));
    return new OptimizerState(0, zeros, zeros);
  }

  private static Provenance provenance() {
    DataSource source = new DataSource("/data/train.txt", 1, "0".repeat(64));
    return new Provenance(
        new RunSources(source, source, source, null),
        new Provenance.Words(1, 100, null, new EmbeddingTable.Coverage(1, 1, 1, 1)),
        new Provenance.Machine("java", "plain Java", "cpu", 1, "Java", "any"),
        "2026-01-01T00:00:00Z");
  }
}
