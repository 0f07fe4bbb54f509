package io.github.simloss.evaluate.linear;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Minimizes a smooth function: limited-memory BFGS (Liu and Nocedal, <i>On the limited memory BFGS
 * method for large scale optimization</i>, 1989) with a backtracking line search.
 */
final class Lbfgs {
  private static final int MEMORY = 10;
  private static final int HALVINGS = 30;
  private static final double SUFFICIENT = 1e-4;

  private Lbfgs() {}

  /** What is minimized. */
  @FunctionalInterface
  interface Objective {
    /**
     * The value at a point.
     *
     * @param at the point
     * @param gradient receives the gradient there
     */
    double value(double[] at, double[] gradient);
  }

  private record Pair(double[] step, double[] change, double product) {}

  /**
   * Goes down from a point until the gradient's norm is small.
   *
   * @param objective what is minimized
   * @param start where to begin; not changed
   * @param tolerance the norm of the gradient at which it ends
   * @param iterations the most steps
   */
  static double[] minimize(Objective objective, double[] start, double tolerance, int iterations) {
    double[] at = start.clone();
    double[] gradient = new double[at.length];
    double value = objective.value(at, gradient);
    Deque<Pair> pairs = new ArrayDeque<>();
    for (int i = 0; i < iterations && norm(gradient) > tolerance; i++) {
      double[] direction = direction(gradient, pairs);
      double slope = dot(gradient, direction);
      double[] next = new double[at.length];
      double[] nextGradient = new double[at.length];
      double length = 1;
      int halvings = 0;
      double nextValue;
      while (true) {
        for (int k = 0; k < next.length; k++) {
          next[k] = at[k] - length * direction[k];
        }
        nextValue = objective.value(next, nextGradient);
        if (nextValue <= value - SUFFICIENT * length * slope) {
          break;
        }
        if (++halvings > HALVINGS) {
          // No way down within the precision of the values.
          return at;
        }
        length /= 2;
      }
      remember(pairs, at, gradient, next, nextGradient);
      at = next;
      gradient = nextGradient;
      value = nextValue;
    }
    return at;
  }

  private static void remember(
      Deque<Pair> pairs, double[] at, double[] gradient, double[] next, double[] nextGradient) {
    double[] step = new double[at.length];
    double[] change = new double[at.length];
    for (int k = 0; k < step.length; k++) {
      step[k] = next[k] - at[k];
      change[k] = nextGradient[k] - gradient[k];
    }
    double product = dot(step, change);
    if (product > 1e-12 * dot(change, change)) {
      pairs.addLast(new Pair(step, change, product));
      if (pairs.size() > MEMORY) {
        pairs.removeFirst();
      }
    }
  }

  /** The two loops: an approximate inverse Hessian times the gradient. */
  private static double[] direction(double[] gradient, Deque<Pair> pairs) {
    double[] q = gradient.clone();
    List<Double> factors = new ArrayList<>();
    for (var backwards = pairs.descendingIterator(); backwards.hasNext(); ) {
      Pair pair = backwards.next();
      double factor = dot(pair.step, q) / pair.product;
      factors.add(factor);
      add(-factor, pair.change, q);
    }
    Pair last = pairs.peekLast();
    double scale = last == null ? 1 / norm(gradient) : last.product / dot(last.change, last.change);
    for (int k = 0; k < q.length; k++) {
      q[k] *= scale;
    }
    int index = factors.size();
    for (Pair pair : pairs) {
      add(factors.get(--index) - dot(pair.change, q) / pair.product, pair.step, q);
    }
    return q;
  }

  static double norm(double[] v) {
    return Math.sqrt(dot(v, v));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private static void add(double factor, double[] v, double[] into) {
    for (int k = 0; k < v.length; k++) {
      into[k] += factor * v[k];
    }
  }
}
