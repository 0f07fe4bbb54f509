package io.github.simloss.evaluate.reconstruction;

import io.github.simloss.encoding.Reconstruction;
import io.github.simloss.text.Bigrams;
import io.github.simloss.text.SentenceCodec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model should have said and what it said, as words.
 *
 * @param target the words of the sentence as the model read it: tokenized and cut to its length
 * @param output the words it made of the sentence's code
 * @since 0.1.0
 */
public record TokenPair(List<String> target, List<String> output) {
  /** Copies the lists. */
  public TokenPair {
    target = List.copyOf(target);
    output = List.copyOf(output);
  }

  /**
   * The words of a reconstruction. In bigram mode these are the single words of both sides.
   *
   * @param codec the model's text side
   * @param row a sentence and its reconstruction
   */
  public static TokenPair of(SentenceCodec codec, Reconstruction row) {
    List<String> tokens = codec.tokens(row.input());
    String output = row.output();
    return new TokenPair(
        codec.bigrams() ? Bigrams.words(tokens) : tokens,
        output.isEmpty() ? List.of() : List.of(output.split(" ", -1)));
  }

  /**
   * The words of a reconstruction without order, put where they belong: a word of the target at its
   * places, the others where words of the target are missing, by falling probability.
   *
   * @param codec the model's text side
   * @param row a sentence and its most probable words
   */
  public static TokenPair unordered(SentenceCodec codec, Reconstruction row) {
    TokenPair plain = of(codec, row);
    List<String> others = new ArrayList<>(plain.output);
    others.removeAll(plain.target);
    List<String> placed = new ArrayList<>();
    for (String word : plain.target) {
      if (plain.output.contains(word)) {
        placed.add(word);
      } else if (!others.isEmpty()) {
        placed.add(others.remove(0));
      } else {
        placed.add("");
      }
    }
    return new TokenPair(plain.target, placed);
  }

  /** The word said at a position of the target, or null if the output ended before it. */
  public @Nullable String outputAt(int position) {
    return position < output.size() ? output.get(position) : null;
  }

  /** Whether the word at a position of the target was said there. */
  public boolean isRight(int position) {
    return target.get(position).equals(outputAt(position));
  }
}
