package io.github.simloss.backend.support;

import io.github.simloss.batch.WordBags;
import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossTerm;
import io.github.simloss.loss.TargetWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a loss that weigh only a few words a target (one-hot and sparse), for one chunk of
 * rows, each charged for one target or for a bag of them: an engine hands over the probabilities of
 * those words and takes back p * dL/dp there. Not safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class SparseTerms {
  private final List<LossTerm> terms;
  private final int size;

  /** The table of each term; {@code null} for one-hot. */
  private final List<TargetWeights.@Nullable Sparse> tables = new ArrayList<>();

  /** Where a word of the row at hand stands in {@link #places}; valid if its stamp is the row's. */
  private final int[] slots;

  private final int[] stamps;
  private int stamp;

  private int used;
  private int[] starts = new int[0];
  private long[] places = new long[0];
  private final float[][] weights;

  /**
   * @param terms one-hot and sparse terms over V words, at least one
   * @param size V
   */
  public SparseTerms(List<LossTerm> terms, int size) {
    this.terms = terms;
    this.size = size;
    terms.forEach(term -> tables.add(table(term.weights())));
    slots = new int[size];
    stamps = new int[size];
    weights = new float[terms.size()][0];
  }

  private static TargetWeights.@Nullable Sparse table(TargetWeights weights) {
    return weights.match(
        oneHot -> null,
        sparse -> sparse,
        factored -> {
          throw new IllegalArgumentException("factored weights weigh all words");
        },
        dense -> {
          throw new IllegalArgumentException("dense weights weigh all words");
        });
  }

  /**
   * Turns to another chunk.
   *
   * @param bags the targets of all rows
   * @param from the first row of the chunk
   * @param count n, its rows
   * @return the places of the weighted words in the chunk's n x V values, each once, row by row:
   *     the weights of a word that several targets weigh are added up
   */
  public long[] places(WordBags bags, int from, int count) {
    used = 0;
    starts = new int[count + 1];
    for (int k = 0; k < count; k++) {
      stamp++;
      int end = bags.starts()[from + k + 1];
      for (int n = 0; n < terms.size(); n++) {
        for (int j = bags.starts()[from + k]; j < end; j++) {
          add(n, bags.ids()[j], bags.weights()[j], k);
        }
      }
      starts[k + 1] = used;
    }
    return Arrays.copyOf(places, used);
  }

  private void add(int term, int target, float weight, int row) {
    TargetWeights.Sparse sparse = tables.get(term);
    if (sparse == null) {
      // Found first: finding it may replace the arrays.
      int slot = slot(target, row);
      weights[term][slot] += weight;
      return;
    }
    int width = sparse.width();
    for (int j = target * width; j < (target + 1) * width; j++) {
      if (sparse.weights()[j] != 0) {
        int slot = slot(sparse.ids()[j], row);
        weights[term][slot] += weight * sparse.weights()[j];
      }
    }
  }

  private int slot(int id, int row) {
    if (stamps[id] != stamp) {
      stamps[id] = stamp;
      slots[id] = used;
      if (used == places.length) {
        grow();
      }
      places[used] = (long) row * size + id;
      for (float[] ofTerm : weights) {
        ofTerm[used] = 0;
      }
      used++;
    }
    return slots[id];
  }

  private void grow() {
    int capacity = 2 * places.length + 64;
    places = Arrays.copyOf(places, capacity);
    for (int n = 0; n < weights.length; n++) {
      weights[n] = Arrays.copyOf(weights[n], capacity);
    }
  }

  /** Whether the probabilities are needed as logarithms, which stay exact for eps = 0. */
  public boolean logarithms() {
    return terms.stream().anyMatch(term -> term.link() == Link.LOG && term.epsilon() == 0);
  }

  /**
   * What the chunk costs and how that changes.
   *
   * @param loss the sum over its positions
   * @param probabilities p at the places
   * @param slopes p * dL/dp at the places
   * @param rowSlopes its sum over each position, n values
   */
  public record Result(double loss, double[] probabilities, double[] slopes, double[] rowSlopes) {}

  /**
   * Computes in double precision.
   *
   * @param values p at the places, or log p if {@link #logarithms}
   */
  public Result evaluate(float[] values) {
    boolean logarithms = logarithms();
    double loss = 0;
    double[] probabilities = new double[used];
    double[] slopes = new double[used];
    double[] rowSlopes = new double[starts.length - 1];
    for (int k = 0; k < rowSlopes.length; k++) {
      for (int j = starts[k]; j < starts[k + 1]; j++) {
        double p = logarithms ? Math.exp(values[j]) : values[j];
        probabilities[j] = p;
        for (int n = 0; n < terms.size(); n++) {
          LossTerm term = terms.get(n);
          double w = term.coefficient() * weights[n][j];
          if (w == 0) {
            continue;
          }
          if (term.link() == Link.IDENTITY) {
            loss -= w * (p + term.epsilon());
            slopes[j] -= w * p;
          } else if (term.epsilon() == 0) {
            loss -= w * values[j];
            slopes[j] -= w;
          } else {
            loss -= w * Math.log(p + term.epsilon());
            slopes[j] -= w * p / (p + term.epsilon());
          }
        }
        rowSlopes[k] += slopes[j];
      }
    }
    return new Result(loss, probabilities, slopes, rowSlopes);
  }

  /**
   * dL/dz at the places if these are the only terms: where p is near 1 both parts cancel, which
   * single precision would not survive.
   */
  public float[] gradient(Result result, double scale) {
    float[] gradient = new float[used];
    for (int k = 0; k < starts.length - 1; k++) {
      for (int j = starts[k]; j < starts[k + 1]; j++) {
        double back = result.probabilities()[j] * result.rowSlopes()[k];
        gradient[j] = (float) (scale * (result.slopes()[j] - back));
      }
    }
    return gradient;
  }
}
