package io.github.simloss.benchmarks.training;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.SimlossException;
import io.github.simloss.backend.support.ProcessEnvironment;
import io.github.simloss.backend.support.StepClock;
import io.github.simloss.benchmarks.measure.Numbers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Times one shape: all runners in turns, each in a process of its own. */
final class PairedRounds {
  private static final String WAITING = "OMP_WAIT_POLICY";
  private static final String PYTHON = "python";

  private final Shape shape;
  private final Options options;
  private final Map<String, Child> children = new LinkedHashMap<>();
  private final Map<String, List<JsonNode>> answers = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private Map<String, String> pythonSetting = Map.of();

  /**
   * How to measure.
   *
   * @param engines names of backends
   * @param device where they compute
   * @param threads of each
   * @param rounds counted ones
   * @param steps a round; 0 for a choice by the shape
   * @param warmUpSeconds at least so long every runner trains before the first round
   * @param asCommand whether processes wait for one another as those of {@code simloss} do, not as
   *     a program that has these libraries on its class path
   * @param jvmOptions given to the engines' processes, after the defaults
   */
  record Options(
      List<String> engines,
      String device,
      int threads,
      int rounds,
      int steps,
      double warmUpSeconds,
      boolean asCommand,
      List<String> jvmOptions) {}

  PairedRounds(Shape shape, Options options) {
    this.shape = shape;
    this.options = options;
  }

  /**
   * Measures.
   *
   * @param python the same in Python, or null for none
   * @param setting how Python's threads are set
   */
  ShapeResult run(PythonScripts python, Map<String, String> setting) {
    pythonSetting = setting;
    try {
      start(python);
      for (Child child : children.values()) {
        warmUp(child);
      }
      int steps = options.steps() > 0 ? options.steps() : RandomTask.BATCHES * stepsFactor();
      for (int round = 0; round < options.rounds(); round++) {
        for (Map.Entry<String, Child> child : children.entrySet()) {
          answers
              .computeIfAbsent(child.getKey(), name -> new ArrayList<>())
              .add(child.getValue().ask("run " + steps));
        }
      }
      return result();
    } finally {
      children.values().forEach(Child::close);
    }
  }

  private int stepsFactor() {
    return Math.max(1, 32 / shape.batch());
  }

  private void start(PythonScripts python) {
    if (python != null) {
      String refusal = python.refusal(shape);
      if (refusal == null) {
        children.put(PYTHON, python.start(shape, pythonSetting));
      } else {
        notes.add(refusal);
      }
    }
    for (String engine : options.engines()) {
      children.put(engine, worker("step", engine));
      if (options.device().equals("cpu") && Multiplier.has(engine)) {
        children.put(products(engine), worker("products", engine));
      }
    }
  }

  private static String products(String engine) {
    return engine + " products";
  }

  private Child worker(String work, String engine) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseParallelGC", "-Xmx" + shape.heapMegabytes() + "m"));
    command.add("-D" + StepClock.PROPERTY + "=true");
    if (options.asCommand()) {
      command.add("-D" + ProcessEnvironment.PROPERTY + "=true");
    }
    command.addAll(options.jvmOptions());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Worker.class.getName(), work, engine, options.device()));
    command.add(Integer.toString(options.threads()));
    command.addAll(List.of(shape.arguments()));
    return new Child(work + " on " + engine, command, environment());
  }

  /** What the start script sets, where nobody has set it. */
  private Map<String, String> environment() {
    return options.asCommand() && System.getenv(WAITING) == null
        ? Map.of(WAITING, "PASSIVE")
        : Map.of();
  }

  private void warmUp(Child child) {
    long start = System.nanoTime();
    do {
      child.ask("run " + RandomTask.BATCHES);
    } while (System.nanoTime() - start < options.warmUpSeconds() * 1e9);
  }

  private List<Double> rounds(String name) {
    return answers.get(name).stream()
        .map(answer -> Numbers.mean(Numbers.list(answer.get("milliseconds"))))
        .toList();
  }

  private ShapeResult result() {
    double best = 0;
    Double flops = null;
    for (String engine : options.engines()) {
      for (JsonNode answer : answers.getOrDefault(products(engine), List.of())) {
        best = Math.max(best, answer.get("gigaflopsPerSecond").asDouble());
        flops = answer.get("gigaflops").asDouble();
      }
    }
    Double floor = flops == null ? null : Double.valueOf(1000 * flops / best);
    List<Measured> runners = new ArrayList<>();
    for (Map.Entry<String, Child> child : children.entrySet()) {
      if (!child.getKey().endsWith(" products")) {
        runners.add(measured(child.getKey(), child.getValue(), floor));
      }
    }
    if (runners.isEmpty()) {
      throw new SimlossException("nothing to measure: name an engine or a Python");
    }
    return new ShapeResult(
        shape.key(),
        shape,
        options.device(),
        flops,
        flops == null ? null : Double.valueOf(best),
        floor,
        List.copyOf(runners),
        notes);
  }

  private Measured measured(String name, Child child, Double floor) {
    List<Double> rounds = rounds(name);
    double milliseconds = Numbers.median(rounds);
    double tokens = 0;
    double steps = 0;
    Map<String, Double> parts = new LinkedHashMap<>();
    for (JsonNode answer : answers.get(name)) {
      tokens += answer.get("tokens").asDouble();
      steps += answer.get("milliseconds").size();
      if (answer.has("parts")) {
        answer
            .get("parts")
            .properties()
            .forEach(part -> parts.merge(part.getKey(), part.getValue().asDouble(), Double::sum));
      }
    }
    double total = Numbers.mean(rounds) * steps;
    parts.replaceAll((part, time) -> time / total);
    JsonNode peak = child.ask("memory").get("peakMegabytes");
    boolean isPython = name.equals(PYTHON);
    List<JsonNode> products = answers.get(products(name));
    return new Measured(
        name,
        child.ready().get("engine").asText(),
        child.ready().path("kernels").asText(null),
        child.ready().get("threads").asInt(),
        isPython ? pythonSetting : Map.of(),
        rounds,
        milliseconds,
        1000 * tokens / steps / milliseconds,
        parts,
        peak.isNull() ? null : Long.valueOf(peak.asLong()),
        isPython || !answers.containsKey(PYTHON)
            ? null
            : Numbers.medianRatio(rounds(PYTHON), rounds),
        floor == null ? null : Double.valueOf(milliseconds / floor),
        products == null ? null : Numbers.medianRatio(rounds, rounds(products(name))),
        products == null ? null : Numbers.median(rounds(products(name))));
  }
}
