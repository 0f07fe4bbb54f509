package io.github.simloss.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.embeddings.VectorFile;
import io.github.simloss.io.lines.TextFiles;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.WeightRows;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.DecoderSpec;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.OutputLayer;
import io.github.simloss.model.Pooling;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.text.SentenceForm;
import io.github.simloss.train.ModelSettings;
import io.github.simloss.train.RunOutput;
import io.github.simloss.train.TrainingJob;
import io.github.simloss.train.TrainingRequest;
import io.github.simloss.train.data.DataFiles;
import io.github.simloss.train.data.VocabularySettings;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example is run as a user would, in a process of its own. */
class ExamplesTest {
  private static final Path SAMPLE =
      Path.of("..", "cli/src/main/resources/io/github/simloss/cli/sample");

  @TempDir Path folder;

  /** What a program prints. */
  private String run(String classPath, Class<?> program, String... args) throws Exception {
    Path out = folder.resolve("out.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.language=en",
            "-Duser.country=US",
            "-Xmx1g",
            "-cp",
            classPath,
            program.getName());
    builder.command().addAll(List.of(args));
    builder.environment().put("OMP_WAIT_POLICY", "passive");
    Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    try {
      int code = process.waitFor();
      String text = Files.readString(out, StandardCharsets.UTF_8);
      assertEquals(0, code, text);
      return text;
    } finally {
      process.destroyForcibly();
    }
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** Core, what core needs, and the examples themselves. */
  private static String coreAlone() {
    return Arrays.stream(classPath().split(File.pathSeparator, -1))
        .filter(
            entry ->
                !entry.contains("nd4j")
                    && !entry.contains("dl4j")
                    && !entry.contains("deeplearning4j")
                    && !entry.contains("bytedeco")
                    && !entry.contains("djl")
                    && !entry.contains("pytorch"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Test
  void coreAloneWithoutAnEngine() throws Exception {
    assertTrue(coreAlone().length() < classPath().length(), "there was an engine to leave out");
    String text = run(coreAlone(), CoreAlone.class);
    assertTrue(text.contains("taste   is near flavor (0.97)"), text);
    assertFalse(text.contains("NaN"), text);
    List<String> lines = text.lines().toList();
    for (String line : lines.subList(7, lines.size())) {
      String[] fields = line.strip().split(" +", -1);
      double flavor = Double.parseDouble(fields[1]);
      double car = Double.parseDouble(fields[2]);
      if (fields[0].equals("ce") || fields[0].equals("label-smoothing")) {
        assertEquals(car, flavor, line);
      } else {
        assertTrue(flavor < car, line);
      }
    }
    assertEquals(17, lines.size(), "five words, two lines, ten losses: " + text);
  }

  @Test
  void aLossAndASimilarityOfOnesOwn() throws Exception {
    String text = run(coreAlone(), OwnSimilarity.class);
    assertTrue(text.contains("power-label{neighbours=3, power=4}"), text);
    assertTrue(text.contains("delicious    delicious 0."), text);
    List<String> words = List.of("delicious", "deliciously", "tasty");
    LossContext context =
        new LossContext(
            UnitVectors.of(new float[] {1, 1, 1}, 3, 1), Set.of(2), new OwnSimilarity(words));
    double[][] rows = new double[3][];
    for (int power = 0; power < 3; power++) {
      LossSpec spec =
          LossSpec.of("power-label").with("neighbours", 2).with("power", power).with("epsilon", 0);
      WeightRows weights =
          WeightRows.of(Losses.discover().create(spec, context).terms().get(0).weights());
      rows[power] = weights.row(0);
      assertEquals(1, Arrays.stream(rows[power]).sum(), 1e-6);
      assertEquals(1, weights.row(2)[2], "a one-hot word");
    }
    assertEquals(0.5, rows[0][1], 1e-6, "to the power of 0 both count alike");
    // Ten and twelve pairs of letters, nine of them shared.
    double similarity = 2 * 9.0 / 22;
    assertEquals(similarity / (1 + similarity), rows[1][1], 1e-6);
    assertTrue(rows[2][1] < rows[1][1]);
  }

  @Test
  void aLanguageModelInDl4j() throws Exception {
    learns(LanguageModel.class);
  }

  @Test
  void aLanguageModelInDjl() throws Exception {
    learns(LanguageModelDjl.class);
  }

  private void learns(Class<?> program) throws Exception {
    Path text = folder.resolve("text.txt");
    Files.write(text, TextFiles.readLines(SAMPLE.resolve("train.txt")).subList(0, 600));
    String out =
        run(classPath(), program, text.toString(), SAMPLE.resolve("vectors.vec").toString(), "3");
    for (String loss : List.of("ce", "soft-label")) {
      List<String[]> rows =
          out.lines()
              .map(line -> line.strip().split(" +", -1))
              .filter(fields -> fields[0].equals(loss))
              .toList();
      assertEquals(4, rows.size(), out);
      double before = Double.parseDouble(rows.get(0)[2]);
      double after = Double.parseDouble(rows.get(3)[2]);
      assertTrue(after > before + 0.1, loss + " learns: " + out);
      assertTrue(
          Double.parseDouble(rows.get(3)[3]) > Double.parseDouble(rows.get(0)[3]) + 0.1,
          loss + " comes nearer: " + out);
    }
  }

  @Test
  void aTokenizerOfOnesOwn() throws Exception {
    assertEquals(
        "don't | panic | 3.14 | 北 | 海",
        run(coreAlone(), LuceneTokenizer.class, "Don't PANIC, 3.14 (北海)!").strip());
  }

  /** Its words are those of Lucene's analyzer, a tokenizer that the class path brings. */
  @Test
  void searchByLucene() throws Exception {
    List<String> lines = TextFiles.readLines(SAMPLE.resolve("train.txt"));
    Path train = Files.write(folder.resolve("train.txt"), lines.subList(0, 200));
    Path corpus = Files.write(folder.resolve("corpus.txt"), lines.subList(0, 1500));
    Path queries = Files.write(folder.resolve("queries.txt"), lines.subList(1500, 1540));
    Path model = folder.resolve("run");
    TrainingRequest request =
        new TrainingRequest(
            DataFiles.of(train, queries, SAMPLE.resolve("vectors.vec")),
            VocabularySettings.DEFAULT
                .withText(t -> t.withTokenizer("lucene-standard").withForm(SentenceForm.WORDS))
                .withMaxVocabulary(500),
            new ModelSettings(
                new EncoderSpec(8, 1, true, Pooling.MAX_MEAN, false, false, 0),
                new DecoderSpec(DecoderKind.BAG, 8, OutputLayer.TIED, false)),
            LossSpec.of("ce"),
            TrainingSettings.DEFAULT
                .withOptimization(o -> o.withEpochs(1).withBatchSize(32).withLearningRate(3e-3))
                .withEvaluation(e -> e.withSamples(0)),
            RunOutput.to(model));
    try (Engine engine = new JavaBackend().open(Device.CPU)) {
      TrainingJob.prepare(
              request, words -> VectorFile.open(request.data().vectors()).read(words), engine)
          .train(engine, List.of(), () -> false);
    }
    String out =
        run(
            coreAlone(),
            SearchByLucene.class,
            model.toString(),
            corpus.toString(),
            queries.toString());
    String recall = out.lines().filter(line -> line.contains("recall@10")).findFirst().orElse(out);
    assertTrue(Double.parseDouble(recall.strip().split(" +", -1)[1]) > 0.95, out);
    assertTrue(out.contains("1500 sentences, codes of 32 values"), out);
  }

  @Test
  void allEnginesSideBySide() throws Exception {
    Path text = folder.resolve("text.txt");
    Files.write(text, TextFiles.readLines(SAMPLE.resolve("train.txt")).subList(0, 400));
    String out =
        run(
            classPath(),
            CompareEngines.class,
            text.toString(),
            SAMPLE.resolve("dev.txt").toString(),
            SAMPLE.resolve("vectors.vec").toString(),
            folder.resolve("runs").toString(),
            "3");
    List<String[]> rows = out.lines().map(line -> line.strip().split(" +", -1)).toList();
    rows = rows.subList(rows.size() - 4, rows.size());
    assertEquals(Set.of("epoch", "java", "djl", "dl4j"), Set.of(rows.get(0)), out);
    for (String[] row : rows.subList(1, 4)) {
      for (String loss : List.of(row).subList(2, row.length)) {
        assertEquals(Double.parseDouble(row[1]), Double.parseDouble(loss), 1e-4, out);
      }
    }
    assertTrue(Double.parseDouble(rows.get(3)[1]) < Double.parseDouble(rows.get(1)[1]), out);
  }
}
