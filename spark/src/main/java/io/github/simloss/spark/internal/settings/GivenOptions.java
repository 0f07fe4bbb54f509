package io.github.simloss.spark.internal.settings;

import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Options by name as a user gave them: texts, of which each is asked for once. */
final class GivenOptions {
  /** What the command line alone has a use for. */
  private static final Set<String> ONE_MACHINE =
      Set.of("config", "resume", "overwrite", "vector-cache", "port", "bind", "visdom", "verbose");

  private final Map<String, String> values;
  private final Set<String> left;

  GivenOptions(Map<String, String> values) {
    this.values = new TreeMap<>(values);
    this.left = new TreeSet<>(values.keySet());
  }

  /** An option's value, or the fallback where it was not given. */
  <T> T get(String name, Function<String, T> parse, T fallback) {
    left.remove(name);
    String value = values.get(name);
    if (value == null) {
      return fallback;
    }
    try {
      return parse.apply(value);
    } catch (NumberFormatException e) {
      throw new SimlossException(name + ": " + Messages.quote(value) + " is no number of its kind");
    } catch (IllegalArgumentException | SimlossException e) {
      throw new SimlossException(name + ": " + Messages.oneLine(e.getMessage()), e);
    }
  }

  /** A text, or null where it was not given. */
  @Nullable String name(String name) {
    left.remove(name);
    return values.get(name);
  }

  int whole(String name, int fallback) {
    return get(name, Integer::valueOf, fallback);
  }

  double number(String name, double fallback) {
    return get(name, Double::valueOf, fallback);
  }

  boolean flag(String name, boolean fallback) {
    return get(name, GivenOptions::parseFlag, fallback);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  static boolean parseFlag(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("'" + value + "' is neither true nor false");
    };
  }

  /** Refuses what {@code simloss train} has and workers do not. */
  void requireOffered() {
    for (Map.Entry<String, String> option : values.entrySet()) {
      String name = option.getKey();
      if (name.equals("rewinds")
          || (name.equals("on-divergence") && !option.getValue().equals("stop"))) {
        throw new SimlossException(
            name
                + " is for one machine: on Spark a run that diverges ends; lower learning-rate and"
                + " train again in another folder");
      }
      if (name.equals("device")) {
        throw new SimlossException("device is for one machine: on Spark workers use the CPU");
      }
      if (ONE_MACHINE.contains(name)) {
        throw new SimlossException(
            name
                + " is an option of simloss train on one machine; on Spark there is no use for it");
      }
    }
    left.remove("on-divergence");
  }

  /** Refuses what nobody asked for. */
  void requireNoneLeft() {
    if (!left.isEmpty()) {
      throw new SimlossException(
          "there is no option "
              + Messages.quote(left.iterator().next())
              + "; the names are those of simloss train, without hyphens before them");
    }
  }
}
