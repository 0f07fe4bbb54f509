package io.github.simloss.dl4j.internal.loss;

import io.github.simloss.batch.WordBags;
import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossTerm;
import io.github.simloss.loss.TargetWeights;

/** A term whose rows hold one (one-hot) or a few words. */
final class SparseLossTerm implements HostLossTerm {
  private final LossTerm term;

  /** {@code null} for one-hot. */
  private final TargetWeights.Sparse table;

  private WordBags targets;
  private int from;

  SparseLossTerm(LossTerm term) {
    this.term = term;
    this.table =
        term.weights()
            .match(
                oneHot -> null,
                sparse -> sparse,
                factored -> {
                  throw new IllegalArgumentException("factored weights weigh all words");
                },
                dense -> {
                  throw new IllegalArgumentException("dense weights weigh all words");
                });
  }

  @Override
  public void prepare(WordBags targets, int from, int count) {
    this.targets = targets;
    this.from = from;
  }

  @Override
  public void add(LossRow row, int k) {
    for (int n = targets.starts()[from + k]; n < targets.starts()[from + k + 1]; n++) {
      add(row, targets.ids()[n], (double) targets.weights()[n]);
    }
  }

  /** Adds one target, its cost times {@code share}; words that come again add up. */
  private void add(LossRow row, int target, double share) {
    if (table == null) {
      addWord(row, target, share);
      return;
    }
    for (int n = target * table.width(); n < (target + 1) * table.width(); n++) {
      if (table.weights()[n] != 0) {
        addWord(row, table.ids()[n], share * table.weights()[n]);
      }
    }
  }

  private void addWord(LossRow row, int id, double weight) {
    double w = term.coefficient() * weight;
    if (term.link() == Link.LOG && term.epsilon() == 0) {
      row.addLoss(-w * (row.logits[id] - row.logSum));
      row.addConstant(w);
      row.addDirect(id, -w);
      return;
    }
    double p = row.probability(id);
    double q = p + term.epsilon();
    double g = term.link() == Link.LOG ? -w / q : -w;
    row.addLoss(-w * (term.link() == Link.LOG ? Math.log(q) : q));
    row.addConstant(-p * g);
    row.addDirect(id, p * g);
  }

  @Override
  public void close() {
    // Nothing native is held.
  }
}
