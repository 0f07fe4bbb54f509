package io.github.simloss.cli.usage;

import io.github.simloss.cli.console.UsageException;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Which options of a command go together, as the annotations of this package say. An option that
 * does not apply is refused, never ignored.
 */
final class OptionRules {
  private final CommandSpec command;

  /** By the option that needs one of the others. */
  private final Map<String, List<String[]>> needs = new TreeMap<>();

  OptionRules(CommandSpec command) {
    this.command = command;
    for (OptionSpec option : command.options()) {
      for (Needs rule : element(option).getAnnotationsByType(Needs.class)) {
        need(option.longestName(), rule.value());
      }
    }
    ofTypes(command);
  }

  private void ofTypes(CommandSpec spec) {
    Object user = spec.userObject();
    for (Class<?> type = user == null ? null : user.getClass();
        type != null;
        type = type.getSuperclass()) {
      for (Needs rule : type.getDeclaredAnnotationsByType(Needs.class)) {
        need(rule.option(), rule.value());
      }
    }
    spec.mixins().values().forEach(this::ofTypes);
  }

  private void need(String option, String[] others) {
    needs.computeIfAbsent(option, name -> new ArrayList<>()).add(others);
  }

  /** The field of an option. */
  static AnnotatedElement element(OptionSpec option) {
    return (AnnotatedElement) option.userObject();
  }

  /**
   * Refuses what does not apply.
   *
   * @param given the options of the command line and of a file, with their last values
   * @throws UsageException in one line that says what an option needs
   */
  void check(Map<String, String> given) {
    // What cannot stand together comes first: it may be why something lacks.
    given.keySet().forEach(name -> checkOthers(name, given));
    given.keySet().forEach(name -> checkNeeds(name, given));
  }

  private void checkOthers(String name, Map<String, String> given) {
    for (String other : given.keySet()) {
      if (exclude(name, other)) {
        throw new UsageException(name + " and " + other + " exclude each other: give one");
      }
    }
    KeepsOnly keeps = element(command.findOption(name)).getAnnotation(KeepsOnly.class);
    if (keeps != null) {
      List<String> kept = Arrays.asList(keeps.value());
      for (String other : given.keySet()) {
        if (!other.equals(name) && !kept.contains(other)) {
          throw new UsageException(other + " does not apply with " + name + ": " + keeps.because());
        }
      }
    }
  }

  private void checkNeeds(String name, Map<String, String> given) {
    // What is switched off needs nothing.
    if (!"false".equals(given.get(name))) {
      for (String[] others : needs.getOrDefault(name, List.of())) {
        if (!isMet(others, given)) {
          String wanted = String.join(" or ", others).replace('=', ' ');
          throw new UsageException(
              name + " needs " + wanted + ": give it, or leave " + name + " out");
        }
      }
    }
  }

  private static boolean isMet(String[] others, Map<String, String> given) {
    return Arrays.stream(others)
        .anyMatch(
            other -> {
              int equals = other.indexOf('=');
              String value = given.get(equals < 0 ? other : other.substring(0, equals));
              return value != null
                  && (equals < 0
                      ? !value.equals("false")
                      : value.toLowerCase(Locale.ROOT).equals(other.substring(equals + 1)));
            });
  }

  /** Whether two options cannot both be given. */
  private boolean exclude(String name, String other) {
    return !name.equals(other)
        && (names(name, other)
            || names(other, name)
            || command.argGroups().stream()
                .anyMatch(group -> group.exclusive() && holds(group, name) && holds(group, other)));
  }

  private boolean names(String name, String other) {
    Excludes rule = element(command.findOption(name)).getAnnotation(Excludes.class);
    return rule != null && Arrays.asList(rule.value()).contains(other);
  }

  private static boolean holds(ArgGroupSpec group, String name) {
    return group.options().stream().anyMatch(option -> option.longestName().equals(name));
  }

  /**
   * The options of a file that flags leave standing: not those given by a flag themselves, nor what
   * a flag excludes, nor what belonged to either.
   *
   * @param file options of a file, with their last values
   * @param flags options of the command line, with theirs
   */
  List<String> standing(Map<String, String> file, Map<String, String> flags) {
    Map<String, String> all = new TreeMap<>(file);
    all.keySet()
        .removeIf(
            name ->
                flags.containsKey(name)
                    || flags.keySet().stream().anyMatch(flag -> exclude(name, flag)));
    all.putAll(flags);
    List<String> standing = new ArrayList<>();
    for (String name : file.keySet()) {
      if (all.containsKey(name) && !flags.containsKey(name) && !isOrphan(name, file, flags, all)) {
        standing.add(name);
      }
    }
    return standing;
  }

  private boolean isOrphan(
      String name, Map<String, String> file, Map<String, String> flags, Map<String, String> all) {
    PartOf part = element(command.findOption(name)).getAnnotation(PartOf.class);
    if (part != null) {
      String before = file.get(part.value());
      String now = flags.get(part.value());
      if (before != null && now != null && !before.equals(now)) {
        return true;
      }
    }
    return needs.getOrDefault(name, List.of()).stream()
        .anyMatch(others -> isMet(others, file) && !isMet(others, all));
  }
}
