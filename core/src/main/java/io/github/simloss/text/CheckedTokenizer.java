package io.github.simloss.text;

import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A tokenizer of others: a token that no vocabulary can hold is an error, at once. */
record CheckedTokenizer(Tokenizer tokenizer) implements Tokenizer {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._-]*");
  private static final Pattern SPACE = Pattern.compile("\\s", Pattern.UNICODE_CHARACTER_CLASS);

  /** Checks the name. */
  CheckedTokenizer {
    if (!NAME.matcher(tokenizer.name()).matches()) {
      throw new SimlossException(
          tokenizer.getClass().getName()
              + ": a tokenizer's name has letters, digits and + . _ - only, not "
              + Messages.quote(tokenizer.name()));
    }
  }

  @Override
  public String name() {
    return tokenizer.name();
  }

  @Override
  public @Nullable String pattern() {
    return tokenizer.pattern();
  }

  @Override
  public boolean lowerCase() {
    return tokenizer.lowerCase();
  }

  @Override
  public List<String> tokenize(String sentence) {
    List<String> tokens = List.copyOf(tokenizer.tokenize(sentence));
    for (String token : tokens) {
      if (token.isEmpty() || SPACE.matcher(token).find()) {
        throw new SimlossException(
            "the tokenizer "
                + name()
                + " made a token "
                + Messages.quote(token)
                + ": tokens are not empty and have no white space");
      }
    }
    return tokens;
  }
}
