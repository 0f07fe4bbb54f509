package io.github.simloss.benchmarks.commands;

import io.github.simloss.SimlossException;
import io.github.simloss.benchmarks.measure.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A command and how long it took each time. */
final class CommandTimes {
  private final String name;
  private final String engine;
  private final int sentences;
  private final long lines;
  private final List<String> command;
  private final String awaited;
  private final List<OneCommand> runs = new ArrayList<>();

  /**
   * A command that has not run yet.
   *
   * @param name what tables call it
   * @param engine null if it loads none
   * @param sentences how many it works on, 0 if that is not what is timed
   * @param lines how many it must write to standard output; negative for any number
   * @param command the command line
   * @param awaited the beginning of the line that ends the time; null for the end of the process
   */
  CommandTimes(
      String name, String engine, int sentences, long lines, List<String> command, String awaited) {
    this.name = name;
    this.engine = engine;
    this.sentences = sentences;
    this.lines = lines;
    this.command = command;
    this.awaited = awaited;
  }

  /**
   * Runs it once more.
   *
   * @throws SimlossException if it fails, or writes another number of lines
   */
  void measure() {
    OneCommand run = OneCommand.run(command, awaited);
    if (lines >= 0 && run.lines() != lines) {
      throw new SimlossException(
          name + " of " + sentences + " sentences wrote " + run.lines() + " lines, not " + lines);
    }
    runs.add(run);
  }

  String name() {
    return name;
  }

  String engine() {
    return engine;
  }

  int sentences() {
    return sentences;
  }

  double medianSeconds() {
    return Numbers.median(runs.stream().map(OneCommand::seconds).toList());
  }

  /** The most of all runs; null where the system does not say. */
  Long peakMegabytes() {
    return runs.stream()
        .map(OneCommand::peakMegabytes)
        .filter(megabytes -> megabytes != null)
        .max(Long::compare)
        .orElse(null);
  }

  /** As JSON has it. */
  Map<String, Object> result() {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("command", name);
    result.put("engine", engine);
    result.put("sentences", sentences);
    result.put("seconds", runs.stream().map(OneCommand::seconds).toList());
    result.put("medianSeconds", medianSeconds());
    result.put("peakMegabytes", peakMegabytes());
    return result;
  }
}
