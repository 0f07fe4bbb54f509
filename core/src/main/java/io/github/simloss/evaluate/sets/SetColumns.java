package io.github.simloss.evaluate.sets;

import java.util.List;
import java.util.TreeSet;

/**
 * Where a table has what is needed; columns are counted from 1 and separated by tabs.
 *
 * @param label the column of the class or score
 * @param sentences the column of the sentence, or those of both sentences of a pair
 * @since 0.2.0
 */
public record SetColumns(int label, List<Integer> sentences) {
  /** Checks the numbers. */
  public SetColumns {
    sentences = List.copyOf(sentences);
    if (sentences.isEmpty() || sentences.size() > 2) {
      throw new IllegalArgumentException(
          sentences.size() + " columns of sentences; it must be one or two");
    }
    TreeSet<Integer> all = new TreeSet<>(sentences);
    all.add(label);
    if (all.first() < 1) {
      throw new IllegalArgumentException("columns are counted from 1, not " + all.first());
    }
    if (all.size() <= sentences.size()) {
      throw new IllegalArgumentException(
          sentences.size() == 1
              ? "label and sentence must be two different columns, not both " + label
              : "label, first and second must be three different columns, not "
                  + label
                  + ", "
                  + sentences.get(0)
                  + " and "
                  + sentences.get(1));
    }
  }

  /** Columns of sentence pairs. */
  public static SetColumns pair(int label, int first, int second) {
    return new SetColumns(label, List.of(first, second));
  }

  /** Columns of single sentences. */
  public static SetColumns single(int label, int sentence) {
    return new SetColumns(label, List.of(sentence));
  }

  int highest() {
    return Math.max(label, sentences.stream().mapToInt(Integer::intValue).max().orElseThrow());
  }
}
