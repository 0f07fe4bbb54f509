package io.github.simloss.text;

import io.github.simloss.io.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Lists of stop words: function words, which hold a sentence together and have no near-synonyms
 * worth swapping, so that a loss leaves them one-hot.
 *
 * @since 0.2.0
 */
public final class StopWords {
  private static final String FILE = "english-stop-words.txt";

  private StopWords() {}

  /**
   * Function words of English in lower case, contractions and punctuation among them, in one piece
   * and as tokenizers cut them.
   */
  public static List<String> english() {
    return English.WORDS;
  }

  /** Read when it is first asked for. */
  private static final class English {
    static final List<String> WORDS = read();

    private static List<String> read() {
      try (InputStream in = Objects.requireNonNull(StopWords.class.getResourceAsStream(FILE))) {
        Set<String> words = new LinkedHashSet<>();
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        text.lines()
            .filter(line -> !line.startsWith("# "))
            .forEach(line -> words.addAll(Tokenizers.WHITESPACE.tokenize(line)));
        return List.copyOf(words);
      } catch (IOException e) {
        throw Messages.reading(Path.of(FILE), e);
      }
    }
  }
}
