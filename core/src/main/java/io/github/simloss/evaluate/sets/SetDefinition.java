package io.github.simloss.evaluate.sets;

import io.github.simloss.SimlossException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where a set is and what is asked of it, before its files are read.
 *
 * @param name what the set is called in tables
 * @param train its training file, or its only one
 * @param dev its file to choose by, or null
 * @param test its file to be judged by, or null
 * @param columns where they have what
 * @param header whether their first lines are headings
 * @param request what is asked
 * @since 0.2.0
 */
public record SetDefinition(
    String name,
    Path train,
    @Nullable Path dev,
    @Nullable Path test,
    SetColumns columns,
    boolean header,
    SetRequest request) {
  /** The settings that there are, beside the files {@code train}, {@code dev} and {@code test}. */
  public static final Set<String> SETTINGS =
      new TreeSet<>(
          List.of(
              "label", "first", "second", "sentence", "task", "features", "positive", "header"));

  /**
   * A set by its settings.
   *
   * @param name what it is called
   * @param settings by name, those of {@link #SETTINGS} and the files, of which {@code train} and
   *     {@code label} are needed, and {@code sentence} or else {@code first} and {@code second}
   * @throws SimlossException that says which setting is wrong or missing
   */
  public static SetDefinition of(String name, Map<String, String> settings) {
    Settings given = new Settings(settings);
    boolean single = given.single();
    SetColumns columns;
    try {
      columns =
          single
              ? SetColumns.single(given.column("label"), given.column("sentence"))
              : SetColumns.pair(
                  given.column("label"), given.column("first"), given.column("second"));
    } catch (IllegalArgumentException e) {
      throw new SimlossException(String.valueOf(e.getMessage()), e);
    }
    Path train = given.path("train");
    Path dev = given.path("dev");
    Path test = given.path("test");
    if (train == null) {
      throw new SimlossException("the file of train is missing");
    }
    if (dev != null && test == null) {
      throw new SimlossException("dev= needs a test file beside the training file");
    }
    Task task = given.task(single);
    return new SetDefinition(
        name,
        train,
        dev,
        test,
        columns,
        given.flag("header"),
        new SetRequest(task, given.features(single), settings.get("positive")));
  }

  /**
   * Reads the files.
   *
   * @throws SimlossException naming file and line
   */
  public EvaluationSet read() {
    return EvaluationSet.of(name, request, read(train), read(dev), read(test));
  }

  private List<Example> read(@Nullable Path file) {
    return file == null ? List.of() : ExampleFile.read(file, columns, header);
  }

  private record Settings(Map<String, String> values) {
    boolean single() {
      boolean single = values.containsKey("sentence");
      if (single && (values.containsKey("first") || values.containsKey("second"))) {
        throw new SimlossException("sentence= is of single sentences, first= and second= of pairs");
      }
      return single;
    }

    int column(String key) {
      String value = values.get(key);
      if (value == null) {
        throw new SimlossException(key + "= is missing");
      }
      // Digits of ASCII: Java would take those of other scripts too.
      if (!value.matches("-?[0-9]{1,9}")) {
        throw new SimlossException(key + "=" + value + " is not the number of a column");
      }
      return Integer.parseInt(value);
    }

    @Nullable Path path(String key) {
      String value = values.get(key);
      if (value == null) {
        return null;
      }
      if (value.isBlank()) {
        throw new SimlossException("the file of " + key + " has no name");
      }
      try {
        return Path.of(value);
      } catch (InvalidPathException e) {
        throw new SimlossException("'" + value + "' is no path of a file", e);
      }
    }

    boolean flag(String key) {
      String value = values.getOrDefault(key, "false");
      if (!value.equals("true") && !value.equals("false")) {
        throw new SimlossException(key + "= is true or false, not '" + value + "'");
      }
      return value.equals("true");
    }

    @Nullable Task task(boolean single) {
      String value = values.get("task");
      if (value == null) {
        return null;
      }
      return switch (value) {
        case "classes" -> Task.CLASSES;
        case "relatedness" -> {
          if (single) {
            throw new SimlossException("task=relatedness is of pairs");
          }
          yield Task.RELATEDNESS;
        }
        default ->
            throw new SimlossException("task= is classes or relatedness, not '" + value + "'");
      };
    }

    Features features(boolean single) {
      String value = values.get("features");
      if (single) {
        if (value != null) {
          throw new SimlossException("features= is of pairs; a single sentence has its code");
        }
        return Features.CODE;
      }
      return switch (value == null ? "pair" : value) {
        case "pair" -> Features.DIFFERENCE_PRODUCT;
        case "all" -> Features.ALL;
        default ->
            throw new SimlossException(
                "features= is pair (|u-v| and u*v) or all (u and v as well), not '" + value + "'");
      };
    }
  }
}
