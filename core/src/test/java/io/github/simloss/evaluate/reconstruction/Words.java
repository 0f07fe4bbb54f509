package io.github.simloss.evaluate.reconstruction;

import io.github.simloss.embedding.WordVectors;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.SentenceForm;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.text.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small inputs of the tests in this package. */
public final class Words {
  private Words() {}

  static TokenPair pair(String target, String output) {
    return new TokenPair(
        Tokenizers.WHITESPACE.tokenize(target), Tokenizers.WHITESPACE.tokenize(output));
  }

  /** Random sentences of 4 to 9 targets and 0 to 9 outputs among so many words. */
  static List<TokenPair> pairs(SeededRandom random, int count, int words) {
    List<TokenPair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pairs.add(
          new TokenPair(
              sentence(random, 4 + random.nextInt(6), words),
              sentence(random, random.nextInt(10), words)));
    }
    return pairs;
  }

  private static List<String> sentence(SeededRandom random, int length, int words) {
    List<String> sentence = new ArrayList<>();
    for (int k = 0; k < length; k++) {
      sentence.add("w" + random.nextInt(words));
    }
    return sentence;
  }

  /** Vectors by hand. */
  public static WordVectors vectors(Map<String, float[]> map) {
    int dimension = map.values().iterator().next().length;
    return new WordVectors() {
      @Override
      public int dimension() {
        return dimension;
      }

      @Override
      public float[] vector(String word) {
        float[] vector = map.get(word);
        return vector == null ? null : vector.clone();
      }
    };
  }

  public static SentenceCodec codec(boolean bigrams, String... sentences) {
    Vocabulary.Builder builder = new Vocabulary.Builder();
    for (String sentence : sentences) {
      builder.add(SentenceCodec.tokens(Tokenizers.WHITESPACE, bigrams, sentence));
    }
    return new SentenceCodec(
        Tokenizers.WHITESPACE,
        bigrams,
        builder.build(1, Integer.MAX_VALUE),
        15,
        SentenceForm.PUBLISHED);
  }

  /** Random rows for a vocabulary. */
  static float[] rows(SeededRandom random, int count, int dimension) {
    float[] rows = new float[count * dimension];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = random.uniform(-1, 1);
    }
    return rows;
  }
}
