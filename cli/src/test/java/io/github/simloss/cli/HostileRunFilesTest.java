package io.github.simloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.simloss.io.json.Json;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.run.checkpoint.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every value of every JSON file of a run replaced by every kind of nonsense, given to every
 * command that reads a run. Each answers with 0, 1 or 2 and, if it fails, one line; none stumbles.
 *
 * <p>A seeded sample of {@code simloss.variants} (300) is tried; {@code -Dsimloss.variants=100000}
 * tries all.
 */
class HostileRunFilesTest {
  private static final String HUGE = "9".repeat(400);
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String STEP = "checkpoint/step-000000000002";

  private @TempDir Path folder;
  private SmallData data;
  private Path run;

  /** A file with one value replaced. */
  private record Variant(String file, String pointer, String text) {}

  private static List<JsonNode> nonsense() {
    List<JsonNode> all = new ArrayList<>();
    all.add(NODES.nullNode());
    for (String text :
        List.of(
            "",
            " ",
            "\0",
            "a\0b",
            "\u001b[31m",
            "\u202e",
            "x".repeat(5000),
            "..",
            "../..",
            "/",
            "CON",
            "-1",
            "1e999",
            "NaN",
            "true",
            "\ud83d\ude00",
            "%s%n",
            "${env:HOME}",
            "[",
            "{")) {
      all.add(NODES.textNode(text));
    }
    for (long number :
        new long[] {0, -1, 1, 2, 7, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE}) {
      all.add(NODES.numberNode(number));
    }
    for (double number : new double[] {-0.0, 0.5, 1e-320, 1e300, -1e300}) {
      all.add(NODES.numberNode(number));
    }
    all.add(NODES.booleanNode(true));
    all.add(NODES.booleanNode(false));
    all.add(NODES.arrayNode());
    all.add(NODES.arrayNode().addNull());
    all.add(NODES.arrayNode().add("x").add(1));
    all.add(NODES.objectNode());
    all.add(NODES.objectNode().putNull("x"));
    return all;
  }

  private static List<String> pointers(JsonNode node, String at) {
    List<String> all = new ArrayList<>();
    all.add(at);
    if (node.isObject()) {
      node.properties().forEach(e -> all.addAll(pointers(e.getValue(), at + "/" + e.getKey())));
    }
    for (int i = 0; node.isArray() && i < Math.min(2, node.size()); i++) {
      all.addAll(pointers(node.get(i), at + "/" + i));
    }
    return all;
  }

  /** The tree with a value replaced, or removed for null. */
  private static String replaced(JsonNode tree, String pointer, JsonNode value) {
    if (pointer.isEmpty()) {
      return value == null ? "" : Json.toLine(value);
    }
    JsonNode copy = tree.deepCopy();
    int slash = pointer.lastIndexOf('/');
    JsonNode parent = copy.at(pointer.substring(0, slash));
    String name = pointer.substring(slash + 1);
    if (parent instanceof ArrayNode array) {
      if (value == null) {
        array.remove(Integer.parseInt(name));
      } else {
        array.set(Integer.parseInt(name), value);
      }
    } else if (value == null) {
      ((ObjectNode) parent).remove(name);
    } else {
      ((ObjectNode) parent).set(name, value);
    }
    return Json.toLine(copy);
  }

  private List<Variant> variants(String... files) throws IOException {
    List<Variant> all = new ArrayList<>();
    for (String file : files) {
      String text = Files.readString(run.resolve(file));
      boolean lines = file.endsWith("jsonl");
      JsonNode tree =
          Json.parse(lines ? text.lines().findFirst().orElseThrow() : text, file, JsonNode.class);
      for (String pointer : pointers(tree, "")) {
        all.add(new Variant(file, pointer, replaced(tree, pointer, null)));
        for (JsonNode value : nonsense()) {
          all.add(new Variant(file, pointer, replaced(tree, pointer, value)));
        }
        String marked = replaced(tree, pointer, NODES.textNode("@@"));
        all.add(new Variant(file, pointer, marked.replace("\"@@\"", HUGE)));
        all.add(new Variant(file, pointer, marked.replace("\"@@\"", "1e999")));
      }
    }
    return all;
  }

  private List<String[]> commands(Path root) throws IOException {
    String model = root.toString();
    String text = data.dev().toString();
    return List.of(
        new String[] {"verify", model},
        new String[] {"verify", model, "--json"},
        new String[] {"encode", "--backend", "java", "--model", model, text},
        new String[] {"reconstruct", "--backend", "java", "--model", model, text},
        new String[] {"neighbours", "--model", model, "food"},
        new String[] {"report", "--backend", "java", model},
        new String[] {"search", "--backend", "java", "--model", model, "--corpus", text, text},
        new String[] {"evaluate", "--backend", "java", "--model", model, "--reconstruction", text},
        new String[] {"train", "--backend", "java", "--resume", model},
        new String[] {
          "train",
          "--backend",
          "java",
          "--epochs",
          "1",
          "--train",
          text,
          "--dev",
          text,
          "--vectors",
          data.vectors().toString(),
          "--hidden-size",
          "2",
          "--out",
          model,
          "--overwrite"
        });
  }

  private void lay(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(to)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  /** The small data with eight sentences, in a folder of its own. */
  private void few() throws IOException {
    data = SmallData.in(folder);
    Path few = Files.write(folder.resolve("few.txt"), Files.readAllLines(data.dev()).subList(0, 8));
    data = new SmallData(folder, few, few, data.vectors());
    run = folder.resolve("run");
  }

  @Test
  void noneStumblesOverAnyValueOfARun() throws IOException {
    few();
    Cli.Result made =
        data.on(
            "train --backend java --hidden-size 2 --epochs 1 --batch-size 4 --evaluate-every 1"
                + " --loss soft-label --out "
                + run);
    assertEquals(0, made.code(), made.err());
    List<Variant> all =
        variants(
            "config.json",
            "manifest.json",
            STEP + "/state.json",
            STEP + "/manifest.json",
            "history.jsonl");
    assertTrue(all.size() > 3000, "too few variants: " + all.size());
    attempt(all, 300, copy -> commands(copy));
  }

  @Test
  void noneStumblesOverAnyValueOfAComparison() throws IOException {
    few();
    String compare =
        "compare --backends java --losses ce --hidden-size 2 --epochs 1 --batch-size 4 --out ";
    Cli.Result made = data.on(compare + run);
    assertEquals(0, made.code(), made.err());
    attempt(
        variants("settings.json", "ce-java-1/result.json"),
        40,
        copy -> {
          List<String> command = new ArrayList<>(List.of((compare + copy).split(" ", -1)));
          command.addAll(List.of("--train", data.train() + "", "--dev", data.dev() + ""));
          command.addAll(List.of("--vectors", data.vectors() + "", "--tokenizer", "whitespace"));
          return List.<String[]>of(command.toArray(String[]::new));
        });
  }

  /** The commands to try on a folder. */
  private interface Commands {
    List<String[]> on(Path copy) throws IOException;
  }

  private void attempt(List<Variant> all, int some, Commands toTry) throws IOException {
    int count = Math.min(all.size(), Integer.getInteger("simloss.variants", some));
    int[] order = new int[all.size()];
    java.util.Arrays.setAll(order, i -> i);
    SeededRandom random = new SeededRandom(Long.getLong("simloss.variants.seed", 1));
    random.shuffle(order);
    Path copy = Files.createDirectory(folder.resolve("copy"));
    List<String> unexpected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Variant variant = all.get(order[i]);
      lay(run, copy);
      Files.writeString(copy.resolve(variant.file()), variant.text());
      if (variant.file().startsWith(STEP) && !variant.file().endsWith("manifest.json")) {
        Manifest.write(
            copy.resolve(STEP),
            List.of("weights.safetensors", "optimizer.safetensors", "state.json", "history.jsonl"));
      } else if (variant.file().equals("config.json")) {
        Files.delete(copy.resolve("manifest.json"));
      }
      List<String[]> commands = toTry.on(copy);
      String[] command = commands.get(random.nextInt(commands.size()));
      Cli.Result result = Cli.run(command);
      String problem = problem(result);
      if (problem != null) {
        unexpected.add(
            problem
                + ": "
                + command[0]
                + " "
                + variant.file()
                + variant.pointer()
                + " = "
                + excerpt(variant)
                + ": "
                + result.err());
      }
    }
    System.out.println(
        count + " of " + all.size() + " variants, " + unexpected.size() + " unexpected");
    assertEquals(List.of(), unexpected);
  }

  private static String excerpt(Variant variant) {
    return variant.text().length() > 200 ? variant.text().substring(0, 200) : variant.text();
  }

  /** What is wrong with an answer; null if nothing is. */
  private static String problem(Cli.Result result) {
    String all = result.out() + result.err();
    String lower = result.err().toLowerCase(Locale.ROOT);
    if (result.code() < 0 || result.code() > 2) {
      return "exit code " + result.code();
    }
    if (lower.contains("unexpected ") || lower.contains("exception") || lower.contains("\tat ")) {
      return "a stumble";
    }
    if (all.contains("\u001b") || all.contains("\u202e") || all.contains("\0")) {
      return "a command to the terminal";
    }
    if (result.code() != 0 && result.err().isBlank()) {
      return "no reason";
    }
    return null;
  }
}
