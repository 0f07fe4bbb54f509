package io.github.simloss.spark.internal.settings;

import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Options by name as a user gave them: texts, of which each is asked for once. */
final class GivenOptions {
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
