package io.github.simloss.benchmarks.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.batch.Batch;
import io.github.simloss.io.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The benchmark on a tiny shape: its figures need not be good, they must make sense. */
class TrainingBenchmarkTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine line = new CommandLine(new TrainingBenchmark());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    String[] all = new String[args.length + 14];
    String[] tiny = {
      "--words",
      "60",
      "--batch-sizes",
      "3",
      "--dimension",
      "8",
      "--hidden-size",
      "6",
      "--rounds",
      "2",
      "--steps",
      "2",
      "--warm-up-seconds",
      "0"
    };
    System.arraycopy(tiny, 0, all, 0, tiny.length);
    System.arraycopy(args, 0, all, tiny.length, args.length);
    return line.execute(all);
  }

  @Test
  void bothEnginesWithoutPython() {
    Path file = folder.resolve("results.json");
    assertEquals(
        0, run("--losses", "soft-label", "--python", "no-such-python", "--out", file.toString()));
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().contains("no-such-python"), err.toString());
    ResultFile results = ResultFile.open(file);
    assertEquals(1, results.results().size());
    ShapeResult result = results.results().get(0);
    assertTrue(result.gigaflops() > 0 && result.gigaflopsPerSecond() > 0);
    assertEquals(List.of("djl", "dl4j"), result.runners().stream().map(Measured::runner).toList());
    for (Measured one : result.runners()) {
      assertEquals(2, one.rounds().size());
      assertTrue(one.milliseconds() > 0 && one.tokensPerSecond() > 0);
      assertNull(one.timesFaster());
      assertTrue(one.timesFloor() > 1, "nothing is faster than its arithmetic");
      assertEquals(4, one.shares().size());
      double total = one.shares().values().stream().mapToDouble(Double::doubleValue).sum();
      assertTrue(total > 0.3 && total <= 1.001, "shares add up to " + total);
      assertTrue(out.toString().contains(one.runner()));
    }
  }

  @Test
  void whatTheFileHoldsIsNotMeasuredAgain() throws Exception {
    Path file = folder.resolve("results.json");
    String[] args = {"--losses", "ce", "--engines", "djl", "--python", "none", "--out", ""};
    args[args.length - 1] = file.toString();
    assertEquals(0, run(args));
    String before = Files.readString(file);
    assertEquals(0, run(args));
    assertEquals(before, Files.readString(file));
  }

  @Test
  void theFamilyAndWhatBecameSlower() {
    Path file = folder.resolve("results.json");
    String[] args = {
      "--losses",
      "soft-label",
      "--models",
      "tied,sentences",
      "--python",
      "none",
      "--out",
      file.toString()
    };
    assertEquals(0, run(args));
    ResultFile results = ResultFile.open(file);
    assertEquals(
        List.of("tied soft-label V60 B3 d8 H6 T15", "sentences soft-label V60 B3 d8 H6 T15"),
        results.results().stream().map(ShapeResult::key).toList());
    for (ShapeResult result : results.results()) {
      for (Measured one : result.runners()) {
        assertTrue(one.timesFloor() > 1 && one.timesProducts() > 0, one.toString());
        assertNotNull(one.kernels());
      }
    }
    assertEquals(List.of(), new Baseline(results, 0.25).slower(results));
    assertEquals(4, new Baseline(results, 0.25).compared(results));
    ResultFile faster = new ResultFile("another", List.of(halved(results.results().get(1))));
    List<String> slower = new Baseline(faster, 0.25).slower(results);
    assertEquals(2, slower.size(), slower.toString());
    assertTrue(slower.get(0).startsWith("sentences soft-label V60 B3"), slower.get(0));
    Json.write(folder.resolve("before.json"), faster);
    out.getBuffer().setLength(0);
    String[] against = Arrays.copyOf(args, args.length + 2);
    against[args.length] = "--against";
    against[args.length + 1] = folder.resolve("before.json").toString();
    assertEquals(1, run(against));
    assertTrue(err.toString().contains("by more than 25 %: sentences"), err.toString());
  }

  private static ShapeResult halved(ShapeResult of) {
    return new ShapeResult(
        of.key(),
        of.shape(),
        of.device(),
        of.gigaflops(),
        of.gigaflopsPerSecond(),
        of.floorMilliseconds(),
        of.runners().stream()
            .map(
                one ->
                    new Measured(
                        one.runner(),
                        one.engine(),
                        one.kernels(),
                        one.threads(),
                        one.settings(),
                        one.rounds(),
                        one.milliseconds(),
                        one.tokensPerSecond(),
                        one.shares(),
                        one.peakMegabytes(),
                        one.timesFaster(),
                        one.timesFloor() / 2,
                        one.timesProducts(),
                        one.productsMilliseconds()))
            .toList(),
        of.notes());
  }

  /** As on a GPU, where products are not timed. */
  @Test
  void anEngineWithoutProductsHasNoFloor() {
    Path file = folder.resolve("results.json");
    String[] args = {
      "--losses", "ce", "--engines", "java", "--python", "none", "--out", file.toString()
    };
    assertEquals(0, run(args), err.toString());
    ResultFile results = ResultFile.open(file);
    ShapeResult result = results.results().get(0);
    assertNull(result.gigaflops());
    assertNull(result.gigaflopsPerSecond());
    assertNull(result.floorMilliseconds());
    assertNull(result.runners().get(0).timesFloor());
    assertTrue(result.runners().get(0).milliseconds() > 0);
    assertFalse(out.toString().contains("GFLOP"), out.toString());
    assertEquals(0, new Baseline(results, 0.25).compared(results));
    assertEquals(List.of(), new Baseline(results, 0.25).slower(results));
  }

  @Test
  void theFloorOfATiedBag() {
    Shape shape = new Shape(Work.TRAIN, ModelKind.SENTENCES, "ce", 100, 2, 4, 8, 6, 3);
    Batch batch = Batch.of(new int[][] {{4, 5, 2}, {4, 5, 6, 7, 2}}, 6, 3);
    double flops = Product.ofStep(shape, batch).stream().mapToDouble(Product::flops).sum();
    double logits = 2 * 2.0 * 2 * 4 * 100 + 3 * 2.0 * 2 * 8 * 4;
    double lstm = 2 * (2 * (2.0 * 8 * 4 * 32) + 3 * (2.0 * 8 * 8 * 32));
    double bag = 3 * 2.0 * 2 * 32 * 8;
    assertEquals(logits + lstm + bag, flops, 1e-9);
  }

  @Test
  void pairedWithPython() {
    String python = System.getProperty("simloss.python", "python3");
    String missing = new PythonScripts(python, 1, false, false).missing();
    Assumptions.assumeTrue(missing == null, missing);
    Path file = folder.resolve("results.json");
    List<String> works =
        List.of(
            "--models published --losses weighted-sim",
            "--models sentences --losses soft-label",
            "--models published --losses ce --work encode");
    for (String work : works) {
      String all = work + " --engines djl --python " + python + " --out " + file;
      assertEquals(0, run(all.split(" ", -1)), err.toString());
    }
    List<ShapeResult> results = ResultFile.open(file).results();
    assertEquals(works.size(), results.size());
    for (ShapeResult result : results) {
      assertEquals("python", result.runners().get(0).runner(), result.key());
      assertTrue(result.runners().get(1).timesFaster() > 0, result.key());
    }
    assertFalse(out.toString().contains("NaN"), out.toString());
  }

  @Test
  void whatPythonIsAsked() {
    PythonScripts scripts = new PythonScripts("python", 2, true, false);
    assertEquals(
        "published_manner.py 2 weighted-ce 100 3 4 8 15 5 sequence",
        asked(scripts, Work.TRAIN, ModelKind.PUBLISHED, "weighted-ce"));
    assertEquals(
        "packed_manner.py 2 train tied ce 100 3 4 8 15 5",
        asked(scripts, Work.TRAIN, ModelKind.TIED, "ce"));
    assertEquals(
        "packed_manner.py 2 encode published ce 100 3 4 8 15 5",
        asked(scripts, Work.ENCODE, ModelKind.PUBLISHED, "ce"));
    PythonScripts packed = new PythonScripts("python", 2, false, true);
    assertEquals(
        "packed_manner.py 2 train published soft-label 100 3 4 8 15 5",
        asked(packed, Work.TRAIN, ModelKind.PUBLISHED, "soft-label"));
    Shape table = new Shape(Work.TRAIN, ModelKind.TIED, "weighted-sim", 100, 3, 4, 8, 15, 5);
    assertEquals("Python has weighted-sim in the published manner only", scripts.refusal(table));
    Shape large =
        new Shape(Work.TRAIN, ModelKind.PUBLISHED, "soft-label", 3_000_000, 3, 4, 8, 15, 5);
    assertTrue(scripts.refusal(large).startsWith("Python needs 36"), scripts.refusal(large));
  }

  private static String asked(PythonScripts scripts, Work work, ModelKind model, String loss) {
    List<String> command = scripts.command(new Shape(work, model, loss, 100, 3, 4, 8, 15, 5));
    Path script = Path.of(command.get(1));
    assertTrue(Files.exists(script), script.toString());
    return script.getFileName() + " " + String.join(" ", command.subList(2, command.size()));
  }

  @Test
  void aChildThatFailsSaysWhy() {
    PairedRounds.Options options =
        new PairedRounds.Options(List.of("no-such-engine"), "cpu", 1, 1, 1, 0, true, List.of());
    Shape shape = new Shape(Work.TRAIN, ModelKind.PUBLISHED, "ce", 60, 2, 4, 4, 15, 5);
    String message =
        assertThrows(
                SimlossException.class, () -> new PairedRounds(shape, options).run(null, Map.of()))
            .getMessage();
    assertTrue(message.contains("no-such-engine"), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void theFloorCountsRealPositionsOnly() {
    Shape shape = new Shape(Work.TRAIN, ModelKind.PUBLISHED, "ce", 100, 2, 4, 8, 6, 3);
    Batch batch = Batch.of(new int[][] {{4, 5, 2}, {4, 5, 6, 7, 2}}, 6, 3);
    double flops = Product.ofStep(shape, batch).stream().mapToDouble(Product::flops).sum();
    double projection = 3 * 2.0 * 8 * 8 * 100;
    double lstm = 2 * (2 * (2.0 * 8 * 4 * 32) + 3 * (2.0 * 8 * 8 * 32));
    assertEquals(projection + lstm, flops, 1e-9);
  }

  @Test
  void encodingHasARowForEachEngineAndHiddenSize() {
    Path file = folder.resolve("results.json");
    assertEquals(
        0,
        run(
            "--work",
            "encode",
            "--models",
            "sentences",
            "--hidden-size",
            "6,9",
            "--engines",
            "dl4j,java",
            "--as-library",
            "--python",
            "none",
            "--out",
            file.toString()));
    ResultFile results = ResultFile.open(file);
    assertEquals(
        List.of("sentences encode V60 B3 d8 H6 T15", "sentences encode V60 B3 d8 H9 T15"),
        results.results().stream().map(ShapeResult::key).toList());
    for (ShapeResult result : results.results()) {
      assertEquals(
          List.of("dl4j", "java"), result.runners().stream().map(Measured::runner).toList());
      for (Measured one : result.runners()) {
        assertTrue(one.timesFloor() > 1, one.toString());
        assertTrue(out.toString().contains(one.runner() + ": "), out.toString());
      }
      assertNull(result.runners().get(1).timesProducts());
    }
    assertTrue(out.toString().contains("codes/s"), out.toString());
  }

  @Test
  void aCodeIsWorthTheProductsOfTheEncoderAlone() {
    Shape shape = new Shape(Work.ENCODE, ModelKind.SENTENCES, "ce", 100, 2, 4, 8, 6, 3);
    for (Batch batch : RandomTask.batches(shape)) {
      double tokens = batch.source().tokenCount();
      double flops = Product.ofStep(shape, batch).stream().mapToDouble(Product::flops).sum();
      assertEquals(2 * tokens * 2 * (4 + 8) * 4 * 8, flops);
    }
  }
}
