package io.github.simloss.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes what a regular expression finds. */
final class PatternTokenizer implements Tokenizer {
  private final String name;
  private final Pattern tokens;
  private final boolean lowerCase;
  private final UnaryOperator<String> trim;

  /**
   * A tokenizer.
   *
   * @param name its name
   * @param tokens a regular expression, of Unicode's classes
   * @param lowerCase whether the text is put in lower case first
   * @param trim makes a token of what was found; empty for none
   */
  PatternTokenizer(String name, String tokens, boolean lowerCase, UnaryOperator<String> trim) {
    this.name = name;
    this.tokens = Pattern.compile(tokens, Pattern.UNICODE_CHARACTER_CLASS);
    this.lowerCase = lowerCase;
    this.trim = trim;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String pattern() {
    return tokens.pattern();
  }

  @Override
  public boolean lowerCase() {
    return lowerCase;
  }

  @Override
  public List<String> tokenize(String sentence) {
    List<String> found = new ArrayList<>();
    Matcher matcher = tokens.matcher(lowerCase ? sentence.toLowerCase(Locale.ROOT) : sentence);
    while (matcher.find()) {
      String token = trim.apply(matcher.group());
      if (!token.isEmpty()) {
        found.add(token);
      }
    }
    return Collections.unmodifiableList(found);
  }

  @Override
  public String toString() {
    return name;
  }
}
