package io.github.simloss.spark.internal.settings;

import io.github.simloss.io.lines.TextFiles;
import io.github.simloss.text.StopWords;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.train.data.WordExceptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The words that losses treat as exceptions, as {@code simloss train} takes them. */
public final class GivenWords {
  private GivenWords() {}

  /** The words of a file, separated by white space. */
  public static List<String> read(Path file) {
    List<String> words = new ArrayList<>();
    TextFiles.forEachLine(
        file, (number, line) -> words.addAll(Tokenizers.WHITESPACE.tokenize(line)));
    return words;
  }

  /**
   * Those of the options.
   *
   * @param plain the preset's
   * @param words reads the words of a file
   */
  static WordExceptions exceptions(
      GivenOptions given, WordExceptions plain, Function<String, List<String>> words) {
    List<String> excluded = new ArrayList<>(plain.excludedWords());
    excluded.addAll(given.get("exclude-words", words, List.of()));
    excluded.addAll(given.get("exclude-word", GivenWords::words, List.of()));
    WordExceptions chosen = plain.withExcludedWords(excluded);
    if (given.has("stop-words")) {
      chosen = chosen.withStopWords(given.get("stop-words", w -> list(w, words), List.of()));
    }
    List<String> more = given.get("stop-word", GivenWords::words, List.of());
    if (!more.isEmpty()) {
      List<String> all = new ArrayList<>(chosen.stopWords());
      all.addAll(more);
      chosen = chosen.withStopWords(all);
    }
    return given.has("stop-share")
        ? chosen.withFrequentShare(given.number("stop-share", 1))
        : chosen;
  }

  private static List<String> list(String name, Function<String, List<String>> words) {
    return switch (name) {
      case "english" -> StopWords.english();
      case "none" -> List.of();
      default -> words.apply(name);
    };
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+"));
  }
}
