package io.github.simloss.benchmarks.training;

import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.EngineConfig;
import io.github.simloss.backend.InferenceModel;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.backend.support.StepClock;
import io.github.simloss.batch.Batch;
import io.github.simloss.benchmarks.measure.Memory;
import io.github.simloss.io.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A process that trains or encodes one shape on one engine, or runs its matrix products alone,
 * whenever its parent says so: {@code Worker step|products ENGINE DEVICE THREADS SHAPE...}. One
 * line of JSON answers each line of standard input.
 */
public final class Worker {
  private static final double LEARNING_RATE = 1e-4;

  /** Side of the square product that shows what the machine can do, in whatever way. */
  private static final int SQUARE = 1536;

  private Worker() {}

  /** What happens on a line {@code run N}. */
  private interface Round {
    Map<String, Object> run(int steps);
  }

  /**
   * Answers until standard input ends.
   *
   * @param args see the class
   * @throws IOException if the parent went away
   */
  public static void main(String[] args) throws IOException {
    PrintStream out = System.out;
    System.setOut(System.err);
    Backend backend = Backends.discover().get(args[1]);
    Shape shape = Shape.of(args, 4);
    Engine engine =
        backend.open(EngineConfig.of(Device.parse(args[2])).withThreads(Integer.parseInt(args[3])));
    Round round = args[0].equals("step") ? steps(shape, engine) : products(shape, args[1]);
    Map<String, Object> ready = new LinkedHashMap<>();
    ready.put("engine", backend.description());
    ready.put("kernels", backend.kernels());
    ready.put("threads", engine.threads());
    answer(out, ready);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("run")) {
        answer(out, round.run(Integer.parseInt(words[1])));
      } else {
        Map<String, Object> peak = new LinkedHashMap<>();
        peak.put("peakMegabytes", Memory.peakMegabytes());
        answer(out, peak);
      }
    }
  }

  private static void answer(PrintStream out, Map<String, Object> answer) {
    out.println(Json.toLine(answer));
    out.flush();
  }

  /** Does something with a batch, and returns the mean loss, 0 where there is none. */
  private interface Step {
    double run(Batch batch);
  }

  private static Step step(Shape shape, Engine engine) {
    if (shape.work() == Work.ENCODE) {
      InferenceModel model = RandomTask.inference(shape, engine);
      return batch -> model.encode(batch).length == 0 ? 1 : 0;
    }
    TrainableModel model = RandomTask.model(shape, engine);
    return batch -> model.train(batch, LEARNING_RATE).loss().mean();
  }

  private static Round steps(Shape shape, Engine engine) {
    Step step = step(shape, engine);
    Batch[] batches = RandomTask.batches(shape);
    int[] next = new int[1];
    return count -> {
      List<Double> milliseconds = new ArrayList<>();
      StepClock.read();
      long tokens = 0;
      double loss = 0;
      for (int k = 0; k < count; k++) {
        Batch batch = batches[next[0]++ % batches.length];
        long start = System.nanoTime();
        loss = step.run(batch);
        milliseconds.add((System.nanoTime() - start) / 1e6);
        tokens += batch.target().tokenCount();
      }
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("milliseconds", milliseconds);
      answer.put("tokens", tokens);
      answer.put("loss", loss);
      Map<String, Double> parts = new LinkedHashMap<>();
      StepClock.read()
          .forEach((part, nanos) -> parts.put(part.name().toLowerCase(Locale.ROOT), nanos / 1e6));
      answer.put("parts", parts);
      return answer;
    };
  }

  private static Round products(Shape shape, String engine) {
    List<List<Product>> steps = new ArrayList<>();
    for (Batch batch : RandomTask.batches(shape)) {
      steps.add(Product.ofStep(shape, batch));
    }
    Product square = new Product(SQUARE, SQUARE, SQUARE, false, true);
    int largest = square.largest();
    for (List<Product> products : steps) {
      for (Product product : products) {
        largest = Math.max(largest, product.largest());
      }
    }
    Multiplier multiplier = Multiplier.of(engine, largest);
    Map<Product, Runnable> prepared = new HashMap<>();
    steps.forEach(
        products ->
            products.forEach(product -> prepared.computeIfAbsent(product, multiplier::prepare)));
    List<Runnable> large = multiplier.prepareAll(square);
    int[] next = new int[1];
    return count -> {
      List<Double> milliseconds = new ArrayList<>();
      double flops = 0;
      for (int k = 0; k < count; k++) {
        List<Product> products = steps.get(next[0]++ % steps.size());
        long start = System.nanoTime();
        products.forEach(product -> prepared.get(product).run());
        milliseconds.add((System.nanoTime() - start) / 1e6);
        flops += products.stream().mapToDouble(Product::flops).sum() / count;
      }
      double fastest = Double.POSITIVE_INFINITY;
      for (int k = 0; k < 6; k++) {
        for (Runnable way : large) {
          long start = System.nanoTime();
          way.run();
          fastest = Math.min(fastest, (double) (System.nanoTime() - start));
        }
      }
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("milliseconds", milliseconds);
      answer.put("gigaflops", flops / 1e9);
      answer.put("gigaflopsPerSecond", square.flops() / fastest);
      return answer;
    };
  }
}
