package io.github.simloss.experiment.evaluation;

import io.github.simloss.text.Tokenizer;
import java.util.List;

/**
 * A tokenizer that ends after so many words.
 *
 * @param tokenizer cuts the sentence
 * @param most words that are read, at least 1
 * @since 0.1.0
 */
public record FirstWords(Tokenizer tokenizer, int most) implements Tokenizer {
  @Override
  public String name() {
    return tokenizer.name();
  }

  @Override
  public List<String> tokenize(String sentence) {
    List<String> words = tokenizer.tokenize(sentence);
    return words.subList(0, Math.min(most, words.size()));
  }
}
