package io.github.simloss.text;

import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tokenizers there are: those of this library, and those of others on the class path, which
 * {@link ServiceLoader} finds.
 *
 * @since 0.1.0
 */
public final class Tokenizers {
  /**
   * Every run of word characters ({@code \\w+} with Unicode classes: letters, marks, digits,
   * underscore, joiners) that holds a letter or digit, in lower case, as published: punctuation is
   * dropped. Marks stay inside words; before one they belong to what stood there, an emoji for
   * instance. So a word has something to see, and two words that look alike do not differ by a
   * joiner at their ends.
   */
  public static final Tokenizer WORDS = words("words", false, true);

  /** Every run of anything but white space, in lower case: for text that is tokenized already. */
  public static final Tokenizer WHITESPACE = whitespace("whitespace", true);

  /**
   * Those of this library: {@link #WORDS} and {@link #WHITESPACE}, and the same that keep upper
   * case or have punctuation marks and symbols as tokens of their own.
   */
  private static final List<Tokenizer> OWN =
      List.of(
          WORDS,
          words("words+case", false, false),
          words("words+punctuation", true, true),
          words("words+case+punctuation", true, false),
          WHITESPACE,
          whitespace("whitespace+case", false));

  /** A letter or digit, but for the fillers of Hangul, which are letters without a form. */
  private static final Pattern VISIBLE =
      Pattern.compile(
          "[\\w&&[^\\p{M}\\p{Pc}\\p{IsJoin_Control}\u115f\u1160\u3164\uffa0]]",
          Pattern.UNICODE_CHARACTER_CLASS);

  /** A punctuation mark or symbol, which is no run of word characters. */
  private static final Pattern MARK = Pattern.compile("[\\p{P}\\p{S}&&[^\\p{Pc}]]");

  /** Marks and joiners before a word; joiners and selectors of a presentation after one. */
  private static final Pattern ENDS =
      Pattern.compile("^[\\p{M}\u200c\u200d]+|[\u200c\u200d\ufe0e\ufe0f]+$");

  private static @Nullable Map<String, Tokenizer> found;

  private Tokenizers() {}

  /**
   * The tokenizer of a name.
   *
   * @throws SimlossException if there is none, naming those there are
   */
  public static Tokenizer byName(String name) {
    Tokenizer tokenizer = all().get(name);
    if (tokenizer == null) {
      throw new SimlossException(
          "unknown tokenizer "
              + Messages.quote(name)
              + ": use one of "
              + String.join(", ", names())
              + ", or put the jar that has it on the class path");
    }
    return tokenizer;
  }

  /** The names there are, this library's first, then those of {@link ServiceLoader}. */
  public static List<String> names() {
    return List.copyOf(all().keySet());
  }

  private static synchronized Map<String, Tokenizer> all() {
    if (found == null) {
      found = byName(OWN, ServiceLoader.load(Tokenizer.class, Tokenizer.class.getClassLoader()));
    }
    return found;
  }

  /** Tokenizers by name; those of others are checked. */
  static Map<String, Tokenizer> byName(List<Tokenizer> own, Iterable<Tokenizer> others) {
    Map<String, Tokenizer> named = new LinkedHashMap<>();
    own.forEach(tokenizer -> named.put(tokenizer.name(), tokenizer));
    for (Tokenizer tokenizer : others) {
      CheckedTokenizer checked = new CheckedTokenizer(tokenizer);
      if (named.put(checked.name(), checked) != null) {
        throw new SimlossException(
            "two classes make a tokenizer named '"
                + checked.name()
                + "'; one is "
                + tokenizer.getClass().getName());
      }
    }
    return Collections.unmodifiableMap(named);
  }

  private static Tokenizer words(String name, boolean punctuation, boolean lowerCase) {
    String pattern = punctuation ? "\\w+|[\\p{P}\\p{S}]" : "\\w+";
    return new PatternTokenizer(name, pattern, lowerCase, Tokenizers::word);
  }

  private static Tokenizer whitespace(String name, boolean lowerCase) {
    return new PatternTokenizer(name, "\\S+", lowerCase, token -> token);
  }

  /** A run of word characters as a word, or empty if there is nothing to see. */
  private static String word(String run) {
    if (isPlain(run.charAt(0)) && isPlain(run.charAt(run.length() - 1))) {
      return run;
    }
    if (VISIBLE.matcher(run).find()) {
      return ENDS.matcher(run).replaceAll("");
    }
    return MARK.matcher(run).matches() ? run : "";
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
