package io.github.simloss.cli.adversary;

import io.github.simloss.cli.usage.Bounds;
import io.github.simloss.random.SeededRandom;
import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What options and parameters are given: what is sound, at the edge of a range, or nonsense. */
final class CommandValues {
  private static final List<String> NUMBERS =
      List.of(
          "",
          " ",
          "0",
          "1",
          "2",
          "7",
          "-1",
          "+1",
          "1.5",
          "2147483647",
          "2147483648",
          "1e-320",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "1e999",
          "NaN",
          "Infinity",
          "-Infinity",
          "0x10",
          "1d",
          "0x1p1",
          "1,5",
          "1_000",
          "\u0661\u0662",
          "null",
          "9".repeat(400),
          "--",
          "\u202e1");
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\0",
          "a\0b",
          "\u001b[31m",
          "\u202e",
          "x".repeat(5000),
          "=",
          "a=",
          "=b",
          "a=b",
          "a=b=c",
          ",",
          ",,",
          "ce",
          "soft-label",
          "ce,ce",
          "words",
          "cpu",
          "gpu",
          "gpu:9",
          "gpu:-1",
          "${env:PATH}",
          "$$",
          "_NULL_",
          "@x",
          "'x",
          "\"",
          "\\",
          "\ud83d\ude00",
          "\ud800",
          "%s%n",
          "caf\u00e9",
          "none",
          "neighbours=5",
          "neighbours=NaN",
          "soft-label:neighbours=2",
          "a:b:c",
          "set=x:label=1,first=2,second=3",
          "english",
          "the",
          "http://127.0.0.1:1",
          "http://[::1",
          "../x",
          "-",
          "--",
          "null",
          "true",
          "1e999");

  private final World world;
  private final Map<String, String> sound = new TreeMap<>();
  private final List<String> paths;

  CommandValues(World world) {
    this.world = world;
    Path data = world.folder().resolve("data");
    sound.putAll(
        Map.of(
            "--train", world.data().train().toString(),
            "--dev", world.data().dev().toString(),
            "--vectors", world.data().vectors().toString(),
            "--corpus", world.data().dev().toString(),
            "--model", world.run().toString(),
            "--out", world.out().resolve("made").toString(),
            "--reconstruction", world.data().dev().toString()));
    sound.putAll(
        Map.of(
            "--backend",
            "java",
            "--backends",
            "java",
            "--losses",
            "ce",
            "--hidden-size",
            "2",
            "--epochs",
            "1",
            "--batch-size",
            "4",
            "--format",
            "run"));
    paths = new ArrayList<>();
    for (String name :
        List.of(
            "train.txt",
            "vectors.txt",
            "words.txt",
            "pairs.tsv",
            "similar.txt",
            "options.json",
            "nothing.txt",
            "noise.bin",
            "missing.txt",
            "train.txt/below",
            "\u202e.txt",
            "caf\u00e9",
            "a\nb")) {
      paths.add(data.resolve(name).toString());
    }
    for (String name : List.of("notes.txt", "link", "manifest.json", "checkpoint", ".")) {
      paths.add(world.mine().resolve(name).normalize().toString());
    }
    paths.addAll(
        List.of(
            world.run().toString(),
            world.run().resolve("config.json").toString(),
            world.out().toString(),
            world.out().resolve("made").toString(),
            world.out().resolve("a/b/c").toString(),
            world.out() + "/" + "x".repeat(300),
            world.out() + "/" + "x/".repeat(2500),
            "",
            "a\0b",
            "/dev/full"));
  }

  /** Whether there is a sound value for an option. */
  boolean isKnown(OptionSpec option) {
    return sound.containsKey(option.longestName());
  }

  /** A value that an option takes. */
  String sound(OptionSpec option) {
    return option.type().isEnum()
        ? option.type().getEnumConstants()[0].toString()
        : sound.get(option.longestName());
  }

  /** A value that a parameter takes. */
  String sound(PositionalParamSpec parameter) {
    return switch (parameter.paramLabel()) {
      case "RUN" -> world.run().toString();
      case "TARGET" -> world.out().resolve("made.vec").toString();
      case "FILE" ->
          (parameter.index().min() == 0 && parameter.command().qualifiedName().contains("vectors")
                  ? world.data().vectors()
                  : world.data().dev())
              .toString();
      default -> "soup";
    };
  }

  /** Any of the type, sound or not. */
  String any(Class<?> type, SeededRandom random) {
    if (type.isEnum() && random.nextInt(3) > 0) {
      return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)].toString();
    }
    if (type == Path.class) {
      return pick(paths, random);
    }
    return pick(isNumber(type) ? NUMBERS : TEXTS, random);
  }

  /** Any text, sound or not. */
  String text(SeededRandom random) {
    return pick(TEXTS, random);
  }

  static boolean isNumber(Class<?> type) {
    return (type.isPrimitive() && type != boolean.class) || Number.class.isAssignableFrom(type);
  }

  /** Just in or out of an option's range, where that is no long work. */
  static String edge(OptionSpec option, SeededRandom random) {
    Bounds bounds = ((AnnotatedElement) option.userObject()).getAnnotation(Bounds.class);
    double edge = random.nextInt(2) == 0 ? bounds.from() : bounds.to();
    if (Double.isInfinite(edge)) {
      return pick(NUMBERS, random);
    }
    double beyond = edge == bounds.to() && edge > 9 ? 1 : random.nextInt(3) - 1;
    return BigDecimal.valueOf(edge)
        .add(BigDecimal.valueOf(beyond))
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String pick(List<String> from, SeededRandom random) {
    return from.get(random.nextInt(from.size()));
  }
}
