package io.github.simloss.experiment.inspection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Puts the words of a reconstruction beside those of its input: the cheapest edit, where swapping a
 * word for a near one costs less than for a far one.
 */
final class Alignment {
  /** Dropping and adding (1.6) is dearer than any swap (at most 1), so words stay in place. */
  private static final double GAP = 0.8;

  private Alignment() {}

  /** The output word by word, and what it dropped of the input where it was dropped. */
  static List<MarkedWord> of(List<String> input, List<String> output, WordSpace space) {
    int rows = input.size();
    int columns = output.size();
    double[][] cost = new double[rows + 1][columns + 1];
    for (int i = 0; i <= rows; i++) {
      for (int j = 0; j <= columns; j++) {
        double best = i == 0 && j == 0 ? 0 : Double.POSITIVE_INFINITY;
        if (i > 0) {
          best = Math.min(best, cost[i - 1][j] + GAP);
        }
        if (j > 0) {
          best = Math.min(best, cost[i][j - 1] + GAP);
        }
        if (i > 0 && j > 0) {
          best =
              Math.min(best, cost[i - 1][j - 1] + swap(input.get(i - 1), output.get(j - 1), space));
        }
        cost[i][j] = best;
      }
    }
    List<MarkedWord> words = new ArrayList<>();
    int i = rows;
    int j = columns;
    while (i > 0 || j > 0) {
      if (i > 0
          && j > 0
          && cost[i][j] == cost[i - 1][j - 1] + swap(input.get(i - 1), output.get(j - 1), space)) {
        words.add(pair(input.get(--i), output.get(--j), space));
      } else if (j > 0 && cost[i][j] == cost[i][j - 1] + GAP) {
        words.add(new MarkedWord(output.get(--j), null, MarkedWord.Kind.ADDED, null));
      } else {
        words.add(new MarkedWord(input.get(--i), null, MarkedWord.Kind.DROPPED, null));
      }
    }
    Collections.reverse(words);
    return words;
  }

  /**
   * The same of words that stand in their places already: as many as the input's, an empty one
   * where the output has none.
   */
  static List<MarkedWord> inPlace(List<String> input, List<String> output, WordSpace space) {
    List<MarkedWord> words = new ArrayList<>();
    for (int i = 0; i < input.size(); i++) {
      words.add(
          output.get(i).isEmpty()
              ? new MarkedWord(input.get(i), null, MarkedWord.Kind.DROPPED, null)
              : pair(input.get(i), output.get(i), space));
    }
    return words;
  }

  private static double swap(String target, String word, WordSpace space) {
    if (target.equals(word)) {
      return 0;
    }
    Double cosine = space.cosine(target, word);
    return 1 - (cosine == null ? 0 : 0.5 * Math.max(0, cosine));
  }

  private static MarkedWord pair(String target, String word, WordSpace space) {
    return target.equals(word)
        ? new MarkedWord(word, target, MarkedWord.Kind.SAME, null)
        : new MarkedWord(word, target, MarkedWord.Kind.SWAPPED, space.cosine(target, word));
  }
}
