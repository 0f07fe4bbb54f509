package io.github.simloss.cli.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.simloss.cli.Cli;
import io.github.simloss.cli.SmallData;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The files that the pages' commands name, small: text of the sample, its vectors under the names
 * of others, and trained runs.
 *
 * @param folder where they are
 * @param names of files and runs
 */
record DocumentedWorld(Path folder, Set<String> names) {
  private static final List<String> SMALL = List.of("--hidden-size", "8", "--max-length", "12");

  /** What needs more than plain Java, would wait for somebody, or takes the whole sample. */
  private static final Set<String> NOT_HERE =
      Set.of("gpu", "--port", "--visdom", "backends", "selftest");

  static DocumentedWorld in(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("sick"));
    SmallData data = SmallData.in(folder.resolve("data"));
    DocumentedWorld world = new DocumentedWorld(folder, new TreeSet<>());
    List<String> train = Files.readAllLines(data.train()).subList(0, 120);
    List<String> dev = Files.readAllLines(data.dev()).subList(0, 20);
    for (String name : List.of("train.txt", "reviews.txt")) {
      world.write(name, train);
    }
    for (String name : List.of("dev.txt", "test.txt", "sentences.txt")) {
      world.write(name, dev);
    }
    world.write("queries.txt", dev.subList(0, 3));
    world.write("words.txt", List.of("taste", "the"));
    for (String name :
        List.of("glove.txt", "vectors.vec", "cc.en.300.bin", "vectors.bin", "model.bin")) {
      world.write(name, vectors(data));
    }
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String other = train.get(i % 2 == 0 ? i : i + 1);
      pairs.add(
          (i % 2 == 0 ? "5.0\tyes" : 1 + i % 7 / 4.0 + "\tno")
              + "\t"
              + train.get(i)
              + "\t"
              + other);
    }
    world.write("sick/train.tsv", pairs);
    world.write("sick/test.tsv", pairs.subList(10, 30));
    world.write(
        "sets.json",
        List.of(
            "{\"sick-e\": {\"train\": \"sick/train.tsv\", \"test\": \"sick/test.tsv\", \"label\": 2,"
                + " \"first\": 3, \"second\": 4}}"));
    world.write(
        "settings.json",
        List.of(
            String.format(
                Locale.ROOT,
                "{\"train\": \"%s\", \"dev\": \"%s\", \"vectors\": \"%s\"}",
                folder.resolve("train.txt"),
                folder.resolve("dev.txt"),
                data.vectors())));
    world.train("run", "default");
    for (String copy : List.of("run1", "run2", "run3", "run4", "run5", "run6")) {
      copy(folder.resolve("run"), folder.resolve(copy));
      world.names.add(copy);
    }
    world.train("codes", "sentences");
    return world;
  }

  /** Those of the sample, and of the words that the pages ask for beside. */
  private static List<String> vectors(SmallData data) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(data.vectors()));
    for (String word : List.of("taste", "tastiness")) {
      lines.add(lines.get(lines.size() - 1).replaceFirst("\\S+", word));
    }
    String dimension = lines.get(0).replaceFirst(".* ", "");
    lines.set(0, lines.size() - 1 + " " + dimension);
    return lines;
  }

  /** A file, and the same compressed. */
  private void write(String name, List<String> lines) throws IOException {
    Files.write(folder.resolve(name), lines);
    names.add(name);
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve(name + ".gz")))) {
      out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    names.add(name + ".gz");
  }

  private void train(String run, String preset) {
    List<String> words = new ArrayList<>(List.of("train", "--preset", preset, "--out", run));
    words.addAll(List.of("--train", "train.txt", "--dev", "dev.txt", "--vectors", "vectors.vec"));
    Cli.Result result = Cli.run(words(words).toArray(String[]::new));
    assertEquals(0, result.code(), result.err());
  }

  /** The same in another folder: what one page's commands do does not matter to another's. */
  DocumentedWorld copy(Path to) throws IOException {
    copy(folder, to);
    return new DocumentedWorld(to, new TreeSet<>(names));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  /** A command with this world's files and small numbers; empty if it cannot be run here. */
  List<String> words(List<String> command) {
    if (command.stream().anyMatch(NOT_HERE::contains)) {
      return List.of();
    }
    List<String> words = new ArrayList<>();
    for (int i = 0; i < command.size(); i++) {
      String word = command.get(i);
      String before = i == 0 ? "" : command.get(i - 1);
      switch (before) {
        case "--out" -> {
          names.add(word);
          words.add(folder.resolve(word).toString());
        }
        case "--backend", "--backends" -> words.add("java");
        case "--hidden-size" -> words.add("8");
        case "--seeds" -> words.add("1");
        case "--epochs" -> words.add(command.contains("--resume") ? "2" : "1");
        case "--format" -> words.add(word);
        default -> words.add(placed(word));
      }
    }
    boolean training = Set.of("train", "compare").contains(words.get(0));
    if (training && !command.contains("--resume")) {
      if (!command.contains("--train") && !command.contains("--config")) {
        return List.of();
      }
      addOnce(words, "--epochs", "1");
      for (int i = 0; i < SMALL.size(); i += 2) {
        addOnce(words, SMALL.get(i), SMALL.get(i + 1));
      }
      addOnce(words, words.get(0).equals("train") ? "--backend" : "--backends", "java");
    }
    if ((words.get(0).equals("train") && command.contains("--out"))
        || words.subList(0, Math.min(2, words.size())).equals(List.of("vectors", "convert"))) {
      words.add("--overwrite");
    }
    boolean here = words.stream().noneMatch(word -> word.equals(MISSING));
    // Without a place of its own a command would work in the folder of the tests.
    return here && words.stream().anyMatch(word -> word.contains(folder.toString()))
        ? words
        : List.of();
  }

  private static void addOnce(List<String> words, String option, String value) {
    if (!words.contains(option)) {
      words.addAll(List.of(option, value));
    }
  }

  private static final String MISSING = "?";

  /** Names of files, wherever they stand in a word. */
  private static final Pattern FILE = Pattern.compile("[\\w./-]+");

  private String placed(String word) {
    Matcher part = FILE.matcher(word);
    StringBuilder placed = new StringBuilder();
    while (part.find()) {
      String name = part.group();
      String first = name.replaceFirst("/.*", "");
      if (names.contains(name) || (names.contains(first) && !first.equals(name))) {
        part.appendReplacement(placed, Matcher.quoteReplacement(folder.resolve(name).toString()));
      } else if (name.matches(".*\\.(txt|gz|tsv|json|vec|bin|npy|csv)")) {
        if (!word.equals(name) || !name.matches(".*\\.(vec|npy)")) {
          return MISSING;
        }
        // What is not there is written.
        part.appendReplacement(placed, Matcher.quoteReplacement(folder.resolve(name).toString()));
      }
    }
    return part.appendTail(placed).toString();
  }
}
