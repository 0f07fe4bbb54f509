package io.github.simloss.dl4j.internal.loss;

import io.github.simloss.batch.WordBags;
import java.util.Arrays;

/** Rows that are there word by word, added up where a row has several targets. */
abstract class WordRows implements WeightRows {
  private WordBags targets;
  private int from;

  /** Copies the row of a word. */
  abstract void copy(int word, float[] row);

  @Override
  public void prepare(WordBags targets, int from, int count) {
    this.targets = targets;
    this.from = from;
  }

  @Override
  public void read(int k, float[] row, float[] scratch) {
    int first = targets.starts()[from + k];
    int end = targets.starts()[from + k + 1];
    if (end == first + 1 && targets.weights()[first] == 1) {
      copy(targets.ids()[first], row);
      return;
    }
    Arrays.fill(row, 0);
    for (int n = first; n < end; n++) {
      add(targets.ids()[n], targets.weights()[n], row, scratch);
    }
  }

  /** Adds {@code share} times the row of a word. */
  void add(int word, float share, float[] row, float[] scratch) {
    copy(word, scratch);
    for (int i = 0; i < row.length; i++) {
      row[i] += share * scratch[i];
    }
  }
}
