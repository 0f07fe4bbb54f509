package io.github.simloss.cli;

import io.github.simloss.cli.option.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of the sample, small enough for plain Java, and commands on it in this process.
 *
 * @param folder where it lies, and runs beside it
 * @param train 600 sentences
 * @param dev 80 sentences
 * @param vectors of all words
 */
public record SmallData(Path folder, Path train, Path dev, Path vectors) {
  /** Writes it into a folder. */
  public static SmallData in(Path folder) throws IOException {
    Sample sample = Sample.unpack(folder.resolve("sample"));
    List<String> lines = Files.readAllLines(sample.train()).subList(0, 600);
    return new SmallData(
        folder,
        Files.write(folder.resolve("train.txt"), lines),
        Files.write(folder.resolve("dev.txt"), Files.readAllLines(sample.dev()).subList(0, 80)),
        sample.vectors());
  }

  /** Pairs of a sentence with itself or with its neighbour, and which of the two. */
  public Path pairs() throws IOException {
    List<String> lines = Files.readAllLines(train).stream().distinct().toList();
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String other = lines.get(i % 2 == 0 ? i : i + 1);
      pairs.add((i % 2 == 0 ? "yes" : "no") + "\t" + lines.get(i) + "\t" + other);
    }
    return Files.write(folder.resolve("pairs.tsv"), pairs);
  }

  /** A path in the folder, as an argument. */
  public String at(String name) {
    return folder.resolve(name).toString();
  }

  /**
   * Runs {@code train} or {@code compare} on it.
   *
   * @param command the command and its own options
   */
  public Cli.Result on(String command) {
    return on(List.of(command.split(" ", -1)));
  }

  /** The same, with the name of a file in the folder, which may hold spaces, at its end. */
  public Cli.Result on(String command, String name) {
    List<String> args = new ArrayList<>(List.of(command.split(" ", -1)));
    args.add(at(name));
    return on(args);
  }

  private Cli.Result on(List<String> command) {
    List<String> args = new ArrayList<>(command);
    args.addAll(List.of("--train", train.toString(), "--dev", dev.toString()));
    args.addAll(List.of("--vectors", vectors.toString(), "--tokenizer", "whitespace"));
    return Cli.run(args.toArray(String[]::new));
  }
}
