package io.github.simloss.cli.command;

import io.github.simloss.embeddings.LookupResult;
import io.github.simloss.embeddings.VectorFile;
import io.github.simloss.embeddings.VectorSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The nearest of all words of a file to a few: one pass for their vectors and one over all rows, of
 * which only the nearest are kept, so that memory does not grow with the file.
 */
final class NearestInFile {
  /** The place of a word among its own neighbours: before all, whatever rounding says. */
  private static final long ITSELF = -1;

  private static final Comparator<Found> NEAREST_FIRST =
      Comparator.comparing((Found found) -> found.place() != ITSELF)
          .thenComparing(found -> -found.similarity())
          .thenComparing(Found::place);

  private final Map<String, float[]> units = new LinkedHashMap<>();
  private final Map<String, PriorityQueue<Found>> nearest = new LinkedHashMap<>();
  private long place;

  /**
   * A neighbour.
   *
   * @param word the word
   * @param similarity its cosine with the word asked for
   * @param place its row among the file's words
   */
  record Found(String word, double similarity, long place) {}

  /**
   * Searches the file.
   *
   * @param file the file
   * @param asked the vectors of the words to find the neighbours of; a fastText model has some for
   *     words that it does not hold, too
   * @param words the words
   * @param count how many of each, the word itself included
   */
  NearestInFile(VectorFile file, VectorSet asked, Set<String> words, int count) {
    for (String word : words) {
      LookupResult result = asked.lookUp(word);
      if (result.vector() == null) {
        continue;
      }
      float[] unit = unit(result.vector());
      if (!isZero(unit)) {
        // A vector of zeros is like no word.
        units.put(word, unit);
      }
      PriorityQueue<Found> queue = new PriorityQueue<>(NEAREST_FIRST.reversed());
      if (!result.inVocabulary() || isZero(unit)) {
        // No row of the file is the word, but a vocabulary that holds it would count it.
        queue.add(new Found(word, cosine(unit, unit), ITSELF));
      }
      nearest.put(word, queue);
    }
    if (!units.isEmpty()) {
      file.forEach((word, vector) -> add(word, unit(vector), count));
    }
  }

  private static float[] unit(float[] vector) {
    double squares = 0;
    for (float x : vector) {
      squares += (double) x * x;
    }
    double scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    float[] unit = new float[vector.length];
    for (int k = 0; k < unit.length; k++) {
      unit[k] = (float) (vector[k] * scale);
    }
    return unit;
  }

  private static boolean isZero(float[] unit) {
    for (float x : unit) {
      if (x != 0) {
        return false;
      }
    }
    return true;
  }

  private static double cosine(float[] unit, float[] other) {
    double sum = 0;
    for (int k = 0; k < unit.length; k++) {
      sum += (double) unit[k] * other[k];
    }
    return sum;
  }

  private void add(String other, float[] vector, int count) {
    long row = place++;
    units.forEach(
        (word, unit) -> {
          PriorityQueue<Found> queue = nearest.get(word);
          queue.add(new Found(other, cosine(unit, vector), other.equals(word) ? ITSELF : row));
          if (queue.size() > count) {
            queue.remove();
          }
        });
  }

  /** The neighbours of a word, itself first; null if the file has no vector for it. */
  List<Found> of(String word) {
    PriorityQueue<Found> queue = nearest.get(word);
    if (queue == null) {
      return null;
    }
    List<Found> found = new ArrayList<>(queue);
    found.sort(NEAREST_FIRST);
    return found;
  }
}
