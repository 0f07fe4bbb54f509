package io.github.simloss.cli.option;

import io.github.simloss.cli.console.UsageException;
import io.github.simloss.evaluate.pairs.PairColumns;
import io.github.simloss.evaluate.pairs.PairFeatures;
import io.github.simloss.evaluate.pairs.PairFile;
import io.github.simloss.evaluate.pairs.PairSet;
import io.github.simloss.evaluate.pairs.PairTask;
import io.github.simloss.evaluate.pairs.SentencePair;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One {@code --pairs NAME=TRAIN[,TEST]:label=COL,first=COL,second=COL[,...]}.
 *
 * @param name what the set is called
 * @param train its first file
 * @param test its second file, or null
 * @param columns where they have what
 * @param task what is asked, or null for what the labels say
 * @param features what a classifier is given
 * @param positive the class whose F1 is measured, or null for what the labels say
 */
public record PairOption(
    String name,
    Path train,
    Path test,
    PairColumns columns,
    PairTask task,
    PairFeatures features,
    String positive) {
  private static final String FORM = "NAME=TRAIN[,TEST]:label=COL,first=COL,second=COL";
  private static final Set<String> KEYS =
      new TreeSet<>(List.of("label", "first", "second", "task", "features", "positive"));

  /** Reads the option's text. */
  public static PairOption parse(String text) {
    int equals = text.indexOf('=');
    // The last one before the settings, for a path may have colons as well.
    int colon = text.lastIndexOf(':', Math.max(text.lastIndexOf("label="), 0));
    if (equals < 1 || colon < equals) {
      throw wrong(text, "it must read " + FORM);
    }
    String[] files = text.substring(equals + 1, colon).split(",", -1);
    if (files.length > 2 || files[0].isBlank() || files[files.length - 1].isBlank()) {
      throw wrong(text, "it needs one file or two, parted by a comma, before the colon");
    }
    Map<String, String> settings = settings(text, text.substring(colon + 1));
    PairColumns columns;
    try {
      columns =
          new PairColumns(
              column(text, settings, "label"),
              column(text, settings, "first"),
              column(text, settings, "second"));
    } catch (IllegalArgumentException e) {
      throw wrong(text, e.getMessage());
    }
    return new PairOption(
        text.substring(0, equals),
        path(text, files[0]),
        files.length == 2 ? path(text, files[1]) : null,
        columns,
        task(text, settings.get("task")),
        features(text, settings.get("features")),
        settings.get("positive"));
  }

  /** Reads the files. */
  public PairSet read() {
    List<SentencePair> testPairs = test == null ? List.of() : PairFile.read(test, columns);
    return PairSet.of(name, task, features, positive, PairFile.read(train, columns), testPairs);
  }

  private static Map<String, String> settings(String text, String list) {
    Map<String, String> settings = new TreeMap<>();
    for (String setting : list.split(",", -1)) {
      int at = setting.indexOf('=');
      String key = at < 0 ? setting : setting.substring(0, at);
      if (at < 0 || !KEYS.contains(key)) {
        throw wrong(text, "'" + setting + "' is none of " + String.join("=, ", KEYS) + "=");
      }
      if (settings.put(key, setting.substring(at + 1)) != null) {
        throw wrong(text, key + "= comes twice");
      }
    }
    return settings;
  }

  private static int column(String text, Map<String, String> settings, String key) {
    String value = settings.get(key);
    if (value == null) {
      throw wrong(text, key + "= is missing; it must read " + FORM);
    }
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw wrong(text, key + "=" + value + " is not the number of a column");
    }
  }

  private static PairTask task(String text, String value) {
    if (value == null) {
      return null;
    }
    return switch (value) {
      case "classes" -> PairTask.CLASSES;
      case "relatedness" -> PairTask.RELATEDNESS;
      default -> throw wrong(text, "task= is classes or relatedness, not '" + value + "'");
    };
  }

  private static PairFeatures features(String text, String value) {
    return switch (value == null ? "pair" : value) {
      case "pair" -> PairFeatures.DIFFERENCE_PRODUCT;
      case "all" -> PairFeatures.ALL;
      default ->
          throw wrong(
              text,
              "features= is pair (|u-v| and u*v) or all (u and v as well), not '" + value + "'");
    };
  }

  private static Path path(String text, String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw wrong(text, "'" + file + "' is no path of a file");
    }
  }

  private static UsageException wrong(String text, String why) {
    return new UsageException("--pairs " + text + ": " + why);
  }
}
