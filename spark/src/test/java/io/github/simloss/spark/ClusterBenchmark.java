package io.github.simloss.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.EngineConfig;
import io.github.simloss.encoding.SentenceEncoder;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.run.TrainedModel;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures steps of one and of two workers, and encoding by one and by two executors beside one
 * process without Spark. Each executor is a process with one core. No part of the suite, for its
 * name is no test's; what it is run with and what came out is in {@code docs/spark.md}.
 */
class ClusterBenchmark {
  private static final int DIMENSION = 300;
  private static final int LENGTH = 15;

  private @TempDir Path folder;

  @Test
  void measure() throws Exception {
    List<String> sizes =
        List.of(
            System.getProperty("benchmark.backend", "djl"),
            System.getProperty("benchmark.words", "10000"),
            System.getProperty("benchmark.batches", "32,128"),
            System.getProperty("benchmark.steps", "40"),
            System.getProperty("benchmark.rounds", "3"));
    List<String> arguments = new ArrayList<>(List.of(folder.toString()));
    arguments.addAll(sizes);
    try (LocalCluster cluster =
        LocalCluster.start(folder, 1500, List.of(), ClusterBenchmark.class, arguments)) {
      int end = cluster.end(3_000);
      cluster
          .said()
          .lines()
          .filter(line -> end != 0 || line.startsWith("measured "))
          .forEach(System.out::println);
      assertEquals(0, end);
    }
  }

  /** In the driver: folder, engine, words, batch sizes, steps, rounds. */
  public static void main(String[] args) throws IOException {
    ClusterBenchmark benchmark = new ClusterBenchmark();
    benchmark.folder = Path.of(args[0]);
    int steps = Integer.parseInt(args[4]);
    int rounds = Integer.parseInt(args[5]);
    SparkSession spark = SparkSession.builder().appName("benchmark").getOrCreate();
    Path model = null;
    for (String words : args[2].split(",", -1)) {
      int[] batches = Arrays.stream(args[3].split(",", -1)).mapToInt(Integer::parseInt).toArray();
      int most = Arrays.stream(batches).max().orElseThrow();
      benchmark.data(Integer.parseInt(words), steps * most);
      for (int batch : batches) {
        model = benchmark.steps(spark, args[1], words, batch, steps, rounds);
      }
    }
    benchmark.encoding(spark, args[1], String.valueOf(model), rounds);
    spark.stop();
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  /** Words by Zipf's law, and each of them at least once; vectors by chance. */
  private void data(int words, int sentences) throws IOException {
    SeededRandom random = new SeededRandom(1);
    try (BufferedWriter vectors = Files.newBufferedWriter(file("vectors.txt"))) {
      for (int word = 0; word < words; word++) {
        StringBuilder line = new StringBuilder("w" + word);
        for (int k = 0; k < DIMENSION; k++) {
          line.append(' ').append(random.nextInt(1999) - 999);
        }
        vectors.write(line.append('\n').toString());
      }
    }
    List<String> lines = new ArrayList<>();
    for (int k = 0; k < sentences; k++) {
      StringBuilder line = new StringBuilder();
      for (int n = 0; n < LENGTH; n++) {
        int word = (int) Math.pow(words, random.uniform(0, 1)) - 1;
        line.append('w').append(n == 0 ? k % words : word).append(' ');
      }
      lines.add(line.toString().strip());
    }
    Files.write(file("train.txt"), lines);
    Files.write(file("dev.txt"), lines.subList(0, 20));
  }

  private Dataset<Row> text(SparkSession spark, String name, boolean dev) {
    return spark.read().text(file(name).toString()).withColumn("dev", functions.lit(dev));
  }

  private Path steps(
      SparkSession spark, String backend, String words, int batch, int steps, int rounds) {
    Pattern said = Pattern.compile("a step took ([0-9.]+) ms, ([0-9.]+) ms");
    Dataset<Row> all = text(spark, "train.txt", false).limit(steps * batch);
    Dataset<Row> texts = all.union(text(spark, "dev.txt", true)).cache();
    Map<String, List<Double>> times = new TreeMap<>();
    Path out = folder;
    for (int round = 0; round < rounds; round++) {
      for (int workers = 1; workers <= 2; workers++) {
        out = file(String.join("-", "run", words, "" + batch, "" + workers, "" + round));
        Autoencoder stage =
            new Autoencoder()
                .setInputCol("value")
                .setValidationIndicatorCol("dev")
                .setPreset("sentences")
                .setOptions(new String[] {"min-count=1", "samples=0", "evaluate-every=0"})
                .setBackend(backend)
                .setBatchSize(batch)
                .setMaxIter(1)
                .setNumWorkers(workers)
                .setVectors(file("vectors.txt").toString())
                .setCheckpointDir(out.toString());
        Matcher found = said.matcher(new ClusterTraining(stage, texts).work());
        assertTrue(found.find());
        add(times, "step of W = " + workers, Double.parseDouble(found.group(1)));
        add(times, "exchange of W = " + workers, Double.parseDouble(found.group(2)));
        add(
            times,
            "share of W = " + workers,
            Double.parseDouble(found.group(2)) / Double.parseDouble(found.group(1)));
      }
      int last = round;
      List<Double> two = times.get("step of W = 2");
      add(times, "two workers / one", two.get(last) / times.get("step of W = 1").get(last));
    }
    say("V " + words + ", batch " + batch + ", ms:", times);
    texts.unpersist();
    return out.resolve("run");
  }

  private void encoding(SparkSession spark, String backend, String run, int rounds)
      throws IOException {
    List<String> lines = Files.readAllLines(file("train.txt"));
    Map<String, List<Double>> rates = new TreeMap<>();
    AutoencoderModel model =
        AutoencoderModel.fromRun(run).setInputCol("value").setBackend(backend).setThreads(1);
    try (Engine engine =
            Backends.discover().get(backend).open(EngineConfig.of(Device.CPU).withThreads(1));
        TrainedModel alone = TrainedModel.open(Path.of(run), engine)) {
      SentenceEncoder encoder = alone.encoder(null, 64);
      // The first round warms all three up.
      for (int round = 0; round <= rounds; round++) {
        long start = System.nanoTime();
        encoder.encode(lines);
        double one = rate(lines.size(), start);
        double[] by = new double[3];
        for (int executors = 1; executors <= 2; executors++) {
          Dataset<Row> texts =
              spark.read().text(file("train.txt").toString()).repartition(executors).cache();
          texts.count();
          start = System.nanoTime();
          model.transform(texts).write().format("noop").mode("overwrite").save();
          by[executors] = rate(lines.size(), start);
          texts.unpersist();
        }
        if (round > 0) {
          add(rates, "one process", one);
          add(rates, "1 executor", by[1]);
          add(rates, "2 executors", by[2]);
          add(rates, "1 executor / one process", by[1] / one);
          add(rates, "2 executors / 1", by[2] / by[1]);
        }
      }
    }
    say("encoding, sentences a second:", rates);
  }

  private static double rate(int sentences, long start) {
    return sentences * 1e9 / (System.nanoTime() - start);
  }

  private static void add(Map<String, List<Double>> all, String name, double value) {
    all.computeIfAbsent(name, k -> new ArrayList<>()).add(value);
  }

  private static void say(String what, Map<String, List<Double>> all) {
    all.forEach(
        (name, values) -> {
          double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
          System.out.printf(
              Locale.ROOT,
              "measured %s %s %.4g (%.4g to %.4g)%n",
              what,
              name,
              sorted[sorted.length / 2],
              sorted[0],
              sorted[sorted.length - 1]);
        });
  }
}
