package io.github.simloss.contract;

import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossTerm;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.loss.WeightRows;
import io.github.simloss.random.SeededRandom;

/** A loss with logits and targets drawn from a seed. */
record LossSample(
    ReconstructionLoss loss, float[] logits, int[] targets, int paddingId, long seed) {

  /** Random logits in [-range, range); a fifth of the targets is padding, if there are words. */
  static LossSample of(ReconstructionLoss loss, int positions, double range, long seed) {
    int size = loss.vocabularySize();
    SeededRandom random = SeededRandom.derive(seed, "loss sample", size);
    int paddingId = size > 1 ? random.nextInt(size) : -1;
    int[] targets = new int[positions];
    for (int n = 0; n < positions; n++) {
      targets[n] = n > 0 && n % 5 == 0 && size > 1 ? paddingId : random.nextInt(size);
    }
    targets[0] = paddingId == 0 ? size - 1 : 0;
    return new LossSample(
        loss, Toy.uniform(random, positions * size, range), targets, paddingId, seed);
  }

  LossSample withLoss(ReconstructionLoss other) {
    return new LossSample(other, logits, targets, paddingId, seed);
  }

  LossSample withTargets(int[] others, int padding) {
    return new LossSample(loss, logits, others, padding, seed);
  }

  /** What the reduced loss would be if all its summands had one sign. */
  double magnitude() {
    double sum = 0;
    for (LossTerm term : loss.terms()) {
      WeightRows rows = WeightRows.of(term.weights());
      WeightRows absolute =
          target -> {
            double[] row = rows.row(target);
            for (int i = 0; i < row.length; i++) {
              row[i] = Math.abs(row[i]);
            }
            return row;
          };
      ReferenceLoss.Term one =
          new ReferenceLoss.Term(
              Math.abs(term.coefficient()), term.link(), term.epsilon(), absolute);
      double value =
          new ReferenceLoss(java.util.List.of(one), loss.reduction())
              .evaluate(Numbers.doubles(logits), targets, paddingId)
              .value();
      // log(p + eps) is itself only as exact as 1 + eps is where p is near 1.
      sum += Math.abs(value) + (term.link() == Link.LOG ? 0.01 : 0);
    }
    return sum;
  }

  double largestWeight() {
    double largest = 0;
    for (LossTerm term : loss.terms()) {
      for (int target : targets) {
        if (target != paddingId) {
          double[] row = WeightRows.of(term.weights()).row(target);
          largest = Math.max(largest, Math.abs(term.coefficient()) * Numbers.largest(row));
        }
      }
    }
    return largest;
  }

  double divisor() {
    long tokens = 0;
    for (int target : targets) {
      tokens += target == paddingId ? 0 : 1;
    }
    return loss.reduction().divisor((double) tokens, targets.length);
  }
}
