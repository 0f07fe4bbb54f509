package io.github.simloss.loss;

import java.util.function.Function;

/**
 * The weights w(t, i) of every vocabulary word i for every target t. Their structure is the type,
 * so that no engine ever needs a V x V matrix unless a user hands one in: an engine implements
 * these four structures and with them every loss. Arrays are not copied: whoever hands one over no
 * longer writes to it, and nobody writes to one that is handed out.
 *
 * @since 0.1.0
 */
public sealed interface TargetWeights {

  /** V, the number of words. */
  int vocabularySize();

  /**
   * Writes the row of one target, in double precision: the plain definition the engines are tested
   * against.
   *
   * @param target t, in [0, V)
   * @param row receives the V weights w(t, .)
   * @throws IndexOutOfBoundsException if the target is no id
   * @throws IllegalArgumentException if the array has not V values
   */
  void row(int target, double[] row);

  /**
   * What belongs to the structure at hand. There is a case for each: with a fifth structure no
   * caller would compile that has not thought of it.
   *
   * @param oneHot for one word a target
   * @param sparse for a few words a target
   * @param factored for rows that are products
   * @param dense for a table
   * @return the result of the one that is called; may be null
   */
  <R> R match(
      Function<? super OneHot, ? extends R> oneHot,
      Function<? super Sparse, ? extends R> sparse,
      Function<? super Factored, ? extends R> factored,
      Function<? super Dense, ? extends R> dense);

  /** Whether a row weighs few words, so that only their probabilities are needed. */
  default boolean weighsFewWords() {
    return match(oneHot -> true, sparse -> true, factored -> false, dense -> false);
  }

  /**
   * w(t, i) = 1 if i = t, else 0.
   *
   * @param vocabularySize V
   */
  record OneHot(int vocabularySize) implements TargetWeights {
    /** Checks the size. */
    public OneHot {
      Shapes.vocabulary(vocabularySize);
    }

    @Override
    public <R> R match(
        Function<? super OneHot, ? extends R> oneHot,
        Function<? super Sparse, ? extends R> sparse,
        Function<? super Factored, ? extends R> factored,
        Function<? super Dense, ? extends R> dense) {
      return oneHot.apply(this);
    }

    @Override
    public void row(int target, double[] row) {
      Shapes.row(vocabularySize, target, row);
      java.util.Arrays.fill(row, 0);
      row[target] = 1;
    }
  }

  /**
   * N weighted words a target, zero elsewhere. A slot that is not needed holds weight 0 (and any
   * valid id); an id stands at most once among the slots of a row whose weight is not 0.
   *
   * @param vocabularySize V
   * @param width N
   * @param ids row-major V x N
   * @param weights row-major V x N
   */
  record Sparse(int vocabularySize, int width, int[] ids, float[] weights)
      implements TargetWeights {
    /** Checks the shape. */
    public Sparse {
      Shapes.check("ids", ids.length, vocabularySize, width);
      Shapes.check("weights", weights.length, vocabularySize, width);
      for (int id : ids) {
        if (id < 0 || id >= vocabularySize) {
          throw new IllegalArgumentException(
              "id " + id + " in a weight table is outside [0, " + vocabularySize + ")");
        }
      }
      requireDifferent(vocabularySize, width, ids, weights);
    }

    private static void requireDifferent(int size, int width, int[] ids, float[] weights) {
      // The last row that weighed a word, from 1.
      int[] seen = new int[size];
      for (int k = 0; k < ids.length; k++) {
        int row = k / width + 1;
        if (weights[k] != 0 && seen[ids[k]] == row) {
          throw new IllegalArgumentException(
              "id " + ids[k] + " stands twice in row " + (row - 1) + " of a weight table");
        }
        if (weights[k] != 0) {
          seen[ids[k]] = row;
        }
      }
    }

    @Override
    public <R> R match(
        Function<? super OneHot, ? extends R> oneHot,
        Function<? super Sparse, ? extends R> sparse,
        Function<? super Factored, ? extends R> factored,
        Function<? super Dense, ? extends R> dense) {
      return sparse.apply(this);
    }

    @Override
    public void row(int target, double[] row) {
      Shapes.row(vocabularySize, target, row);
      java.util.Arrays.fill(row, 0);
      for (int k = target * width; k < (target + 1) * width; k++) {
        row[ids[k]] += weights[k];
      }
    }
  }

  /**
   * w(t, i) = a_t . u_i: a block of rows is one GEMM, A[targets] x U^T. A is U itself, but for rows
   * of targets that weigh nothing here, which are zero. The factors carry no gradient.
   *
   * @param vocabularySize V
   * @param rank d
   * @param targets A, row-major V x d
   * @param factors U, row-major V x d
   */
  record Factored(int vocabularySize, int rank, float[] targets, float[] factors)
      implements TargetWeights {
    /** Checks the shapes. */
    public Factored {
      Shapes.check("factors of targets", targets.length, vocabularySize, rank);
      Shapes.check("factors", factors.length, vocabularySize, rank);
    }

    /** w(t, i) = u_t . u_i. */
    public Factored(int vocabularySize, int rank, float[] factors) {
      this(vocabularySize, rank, factors, factors);
    }

    /** Whether A is U, one array for both. */
    public boolean isSymmetric() {
      return targets == factors;
    }

    @Override
    public <R> R match(
        Function<? super OneHot, ? extends R> oneHot,
        Function<? super Sparse, ? extends R> sparse,
        Function<? super Factored, ? extends R> factored,
        Function<? super Dense, ? extends R> dense) {
      return factored.apply(this);
    }

    @Override
    public void row(int target, double[] row) {
      Shapes.row(vocabularySize, target, row);
      for (int i = 0; i < vocabularySize; i++) {
        double sum = 0;
        for (int k = 0; k < rank; k++) {
          sum += (double) targets[target * rank + k] * factors[i * rank + k];
        }
        row[i] = sum;
      }
    }
  }

  /**
   * A table given whole: for a small V, or a user's own similarities.
   *
   * @param vocabularySize V
   * @param table row-major V x V, row = target
   */
  record Dense(int vocabularySize, float[] table) implements TargetWeights {
    /** Checks the shape. */
    public Dense {
      Shapes.check("table", table.length, vocabularySize, vocabularySize);
    }

    @Override
    public <R> R match(
        Function<? super OneHot, ? extends R> oneHot,
        Function<? super Sparse, ? extends R> sparse,
        Function<? super Factored, ? extends R> factored,
        Function<? super Dense, ? extends R> dense) {
      return dense.apply(this);
    }

    @Override
    public void row(int target, double[] row) {
      Shapes.row(vocabularySize, target, row);
      for (int i = 0; i < vocabularySize; i++) {
        row[i] = table[target * vocabularySize + i];
      }
    }
  }
}
