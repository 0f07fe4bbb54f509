package io.github.simloss.experiment.inspection;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.text.Bigrams;
import io.github.simloss.text.SpecialToken;
import io.github.simloss.text.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How near words are by the vectors a model was trained with. */
final class WordSpace {
  private final Map<String, Integer> ids;
  private final UnitVectors vectors;

  private WordSpace(Map<String, Integer> ids, UnitVectors vectors) {
    this.ids = ids;
    this.vectors = vectors;
  }

  /**
   * The words of a vocabulary; in bigram mode the single words its pairs are made of.
   *
   * @param embedding row-major, V x dimension
   */
  static WordSpace of(Vocabulary vocabulary, float[] embedding, int dimension, boolean bigrams) {
    int parts = bigrams ? 2 : 1;
    int size = dimension / parts;
    Map<String, Integer> ids = new TreeMap<>();
    List<Integer> starts = new ArrayList<>();
    for (int id = SpecialToken.values().length; id < vocabulary.size(); id++) {
      String token = vocabulary.word(id);
      for (int part = 0; part < parts; part++) {
        String word = !bigrams ? token : part == 0 ? Bigrams.first(token) : Bigrams.second(token);
        if (ids.putIfAbsent(word, starts.size()) == null) {
          starts.add(id * dimension + part * size);
        }
      }
    }
    float[] rows = new float[starts.size() * size];
    for (int i = 0; i < starts.size(); i++) {
      System.arraycopy(embedding, starts.get(i), rows, i * size, size);
    }
    return new WordSpace(ids, UnitVectors.of(rows, starts.size(), size));
  }

  /** The cosine of two words' vectors, or null where one of them has none. */
  @Nullable Double cosine(String a, String b) {
    Integer i = ids.get(a);
    Integer j = ids.get(b);
    return i == null || j == null ? null : vectors.cosine(i, j);
  }
}
