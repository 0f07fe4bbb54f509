package io.github.simloss.cli.adversary;

import io.github.simloss.cli.Commands;
import io.github.simloss.random.SeededRandom;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Random command lines, made of what the commands themselves say of their options, so that a new
 * option is tried by itself. Numbers within their ranges are small: a million epochs are no fault.
 */
final class CommandWords {
  /** They choose what takes long, or an engine with natives. */
  private static final Set<String> NEVER = Set.of("--verbose", "--help", "--preset");

  private final World world;
  private final CommandValues values;
  private final List<CommandSpec> commands;

  CommandWords(World world) {
    this.world = world;
    values = new CommandValues(world);
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
          .filter(values::isKnown)
          .filter(option -> isNeeded(option) || random.nextInt(2) == 0)
          .forEach(option -> words.addAll(List.of(option.longestName(), values.sound(option))));
    }
    List<OptionSpec> options =
        command.options().stream().filter(o -> !NEVER.contains(o.longestName())).toList();
    for (int more = random.nextInt(4); more > 0; more--) {
      words.addAll(option(options.get(random.nextInt(options.size())), random));
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      if (parameter.required() || random.nextInt(3) > 0) {
        words.add(
            random.nextInt(3) == 0
                ? values.any(parameter.type(), random)
                : values.sound(parameter));
      }
    }
    if (random.nextInt(12) == 0) {
      words.add(random.nextInt(2) == 0 ? values.text(random) : "--" + values.text(random));
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
          .filter(option -> values.isKnown(option) && isNeeded(option))
          .forEach(option -> base.addAll(List.of(option.longestName(), values.sound(option))));
      command.positionalParameters().stream()
          .filter(PositionalParamSpec::required)
          .forEach(parameter -> parameters.add(values.sound(parameter)));
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

  private List<String> option(OptionSpec option, SeededRandom random) {
    String name = option.longestName();
    if (option.arity().max() == 0) {
      return List.of(
          switch (random.nextInt(8)) {
            case 0 -> name + "=true";
            case 1 -> name + "=false";
            case 2 -> name + "=" + values.text(random);
            case 3 -> "--no-" + name.substring(2);
            case 4 -> "--no-" + name.substring(2) + "=" + (random.nextInt(2) == 0);
            default -> name;
          });
    }
    Class<?> type = option.isMultiValue() ? option.auxiliaryTypes()[0] : option.type();
    String value =
        type != Path.class && random.nextInt(6) == 0
            ? values.text(random)
            : CommandValues.isNumber(type) && random.nextInt(2) == 0
                ? CommandValues.edge(option, random)
                : values.any(type, random);
    return switch (random.nextInt(8)) {
      case 0 -> List.of(name);
      case 1, 2, 3 -> List.of(name + "=" + value);
      default -> List.of(name, value);
    };
  }
}
