package io.github.simloss.cli.adversary;

import io.github.simloss.cli.Commands;
import io.github.simloss.cli.usage.Bounds;
import io.github.simloss.random.SeededRandom;
import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Random command lines, made of what the commands themselves say of their options, so that a new
 * option is tried by itself. Numbers within their ranges are small: a million epochs are no fault.
 */
final class CommandWords {
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

  /** They choose what takes long, or an engine with natives. */
  private static final Set<String> NEVER = Set.of("--verbose", "--help", "--preset");

  private final World world;
  private final Map<String, String> sound = new TreeMap<>();
  private final List<String> paths;
  private final List<CommandSpec> commands;

  CommandWords(World world) {
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
    commands =
        Commands.all().stream()
            .filter(command -> command.commandLine().getSubcommands().isEmpty())
            // It loads every engine there is.
            .filter(command -> !command.name().equals("backends"))
            .toList();
  }

  /** A command line. */
  List<String> draw(SeededRandom random) {
    CommandSpec command = commands.get(random.nextInt(commands.size()));
    List<String> words = new ArrayList<>(qualified(command));
    if (command.findOption("--resume") != null && random.nextInt(6) == 0) {
      words.addAll(List.of("--resume", world.run().toString()));
    } else {
      command.options().stream()
          .filter(option -> sound.containsKey(option.longestName()))
          .filter(option -> isNeeded(option) || random.nextInt(2) == 0)
          .forEach(option -> words.addAll(List.of(option.longestName(), soundFor(option))));
    }
    List<OptionSpec> options =
        command.options().stream().filter(o -> !NEVER.contains(o.longestName())).toList();
    for (int more = random.nextInt(4); more > 0; more--) {
      words.addAll(option(options.get(random.nextInt(options.size())), random));
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      if (parameter.required() || random.nextInt(3) > 0) {
        words.add(random.nextInt(3) == 0 ? any(parameter.type(), random) : soundFor(parameter));
      }
    }
    if (random.nextInt(12) == 0) {
      words.add(random.nextInt(2) == 0 ? pick(TEXTS, random) : "--" + pick(TEXTS, random));
    }
    return words;
  }

  /** Every command with each of its options and parameters that name a file, naming this one. */
  List<List<String>> naming(Path file) {
    List<List<String>> all = new ArrayList<>();
    for (CommandSpec command : commands) {
      List<String> base = new ArrayList<>(qualified(command));
      List<String> parameters = new ArrayList<>();
      command.options().stream()
          .filter(option -> sound.containsKey(option.longestName()) && isNeeded(option))
          .forEach(option -> base.addAll(List.of(option.longestName(), soundFor(option))));
      command.positionalParameters().stream()
          .filter(PositionalParamSpec::required)
          .forEach(parameter -> parameters.add(soundFor(parameter)));
      for (OptionSpec option : command.options()) {
        if (option.type() == Path.class) {
          List<String> words = new ArrayList<>(base);
          int given = words.indexOf(option.longestName());
          if (given >= 0) {
            words.set(given + 1, file.toString());
          } else {
            words.addAll(List.of(option.longestName(), file.toString()));
          }
          words.addAll(parameters);
          all.add(words);
        }
      }
      for (PositionalParamSpec parameter : command.positionalParameters()) {
        if (parameter.type() == Path.class) {
          List<String> words = new ArrayList<>(base);
          words.addAll(parameters);
          int at = base.size() + parameter.index().min();
          if (at < words.size()) {
            words.set(at, file.toString());
          } else {
            words.add(file.toString());
          }
          all.add(words);
        }
      }
    }
    return all;
  }

  /** Whether an option keeps a command short, or it is lost without. */
  private static boolean isNeeded(OptionSpec option) {
    return switch (option.longestName()) {
      case "--vectors" -> option.command().findOption("--train") != null;
      case "--model" -> option.required();
      case "--format" -> false;
      default -> true;
    };
  }

  private static List<String> qualified(CommandSpec command) {
    String[] names = command.qualifiedName().split(" ");
    return Arrays.asList(names).subList(1, names.length);
  }

  private String soundFor(OptionSpec option) {
    return option.type().isEnum()
        ? option.type().getEnumConstants()[0].toString()
        : sound.get(option.longestName());
  }

  private String soundFor(PositionalParamSpec parameter) {
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

  private List<String> option(OptionSpec option, SeededRandom random) {
    String name = option.longestName();
    if (option.arity().max() == 0) {
      return List.of(
          switch (random.nextInt(8)) {
            case 0 -> name + "=true";
            case 1 -> name + "=false";
            case 2 -> name + "=" + pick(TEXTS, random);
            case 3 -> "--no-" + name.substring(2);
            case 4 -> "--no-" + name.substring(2) + "=" + (random.nextInt(2) == 0);
            default -> name;
          });
    }
    Class<?> type = option.isMultiValue() ? option.auxiliaryTypes()[0] : option.type();
    String value =
        type != Path.class && random.nextInt(6) == 0
            ? pick(TEXTS, random)
            : isNumber(type) && random.nextInt(2) == 0 ? edge(option, random) : any(type, random);
    return switch (random.nextInt(8)) {
      case 0 -> List.of(name);
      case 1, 2, 3 -> List.of(name + "=" + value);
      default -> List.of(name, value);
    };
  }

  private String any(Class<?> type, SeededRandom random) {
    if (type.isEnum() && random.nextInt(3) > 0) {
      return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)].toString();
    }
    if (type == Path.class) {
      return pick(paths, random);
    }
    return pick(isNumber(type) ? NUMBERS : TEXTS, random);
  }

  private static boolean isNumber(Class<?> type) {
    return (type.isPrimitive() && type != boolean.class) || Number.class.isAssignableFrom(type);
  }

  /** Just in or out of an option's range, where that is no long work. */
  private static String edge(OptionSpec option, SeededRandom random) {
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
