package io.github.simloss.text;

import io.github.simloss.SimlossException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokenizers there are.
 *
 * @since 0.1.0
 */
public final class Tokenizers {
  /**
   * Every run of word characters ({@code \w+} with Unicode classes: letters, marks, digits,
   * underscore, joiners) that holds a letter or digit, as published: punctuation is dropped. Marks
   * stay inside words; before one they belong to what stood there, an emoji for instance. So a word
   * has something to see, and two words that look alike do not differ by a joiner at their ends.
   */
  public static final Tokenizer WORDS = new Named("words", Tokenizers::words);

  /** Every run of anything but white space: for text that is tokenized already. */
  public static final Tokenizer WHITESPACE = new Named("whitespace", Tokenizers::whitespace);

  private static final List<Tokenizer> ALL = List.of(WORDS, WHITESPACE);
  private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);

  /** A letter or digit, but for the fillers of Hangul, which are letters without a form. */
  private static final Pattern VISIBLE =
      Pattern.compile(
          "[\\w&&[^\\p{M}\\p{Pc}\\p{IsJoin_Control}\u115f\u1160\u3164\uffa0]]",
          Pattern.UNICODE_CHARACTER_CLASS);

  /** Marks and joiners before a word; joiners and selectors of a presentation after one. */
  private static final Pattern ENDS =
      Pattern.compile("^[\\p{M}\u200c\u200d]+|[\u200c\u200d\ufe0e\ufe0f]+$");

  private static final Pattern TOKEN = Pattern.compile("\\S+", Pattern.UNICODE_CHARACTER_CLASS);

  private Tokenizers() {}

  /**
   * The tokenizer of a name.
   *
   * @throws SimlossException if there is none, naming those there are
   */
  public static Tokenizer byName(String name) {
    for (Tokenizer tokenizer : ALL) {
      if (tokenizer.name().equals(name)) {
        return tokenizer;
      }
    }
    throw new SimlossException(
        "unknown tokenizer '" + name + "': use " + String.join(" or ", names()));
  }

  /** The names there are. */
  public static List<String> names() {
    return ALL.stream().map(Tokenizer::name).toList();
  }

  private static List<String> words(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      String word = matcher.group();
      if (isPlain(word.charAt(0)) && isPlain(word.charAt(word.length() - 1))) {
        tokens.add(word);
      } else if (VISIBLE.matcher(word).find()) {
        tokens.add(ENDS.matcher(word).replaceAll(""));
      }
    }
    return Collections.unmodifiableList(tokens);
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private static List<String> whitespace(String text) {
    return matches(TOKEN, text);
  }

  private static List<String> matches(Pattern pattern, String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = pattern.matcher(text.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return Collections.unmodifiableList(tokens);
  }

  private record Named(String name, Function<String, List<String>> cut) implements Tokenizer {
    @Override
    public List<String> tokenize(String sentence) {
      return cut.apply(sentence);
    }
  }
}
