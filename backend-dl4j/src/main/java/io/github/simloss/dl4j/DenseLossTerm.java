package io.github.simloss.dl4j;

import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossTerm;

/** A term that weighs the whole vocabulary. */
final class DenseLossTerm implements HostLossTerm {
  private final LossTerm term;
  private final WeightRows rows;

  DenseLossTerm(LossTerm term, Memory memory, long tableBytes) {
    this.term = term;
    this.rows = WeightRows.of(term.weights(), memory, tableBytes);
  }

  @Override
  public void prepare(int[] targets, int from, int count) {
    rows.prepare(targets, from, count);
  }

  @Override
  public void add(LossRow row, int k, int target) {
    rows.read(k, target, row.weights);
    if (term.link() == Link.IDENTITY) {
      addIdentity(row);
    } else if (term.epsilon() == 0) {
      addLogSoftmax(row);
    } else {
      addLog(row);
    }
  }

  private void addIdentity(LossRow row) {
    double c = term.coefficient();
    double weighted = 0;
    double total = 0;
    for (int i = 0; i < row.p.length; i++) {
      float w = row.weights[i];
      weighted += w * row.p[i];
      total += w;
      row.g[i] -= c * w;
    }
    row.addLoss(-c * (weighted + term.epsilon() * total));
    row.addConstant(c * weighted);
  }

  private void addLogSoftmax(LossRow row) {
    double c = term.coefficient();
    double weighted = 0;
    double total = 0;
    for (int i = 0; i < row.p.length; i++) {
      float w = row.weights[i];
      weighted += w * (row.logits[i] - row.logSum);
      total += w;
      row.direct[i] -= c * w;
    }
    row.addLoss(-c * weighted);
    row.addConstant(c * total);
  }

  private void addLog(LossRow row) {
    double c = term.coefficient();
    double epsilon = term.epsilon();
    double weighted = 0;
    double slope = 0;
    for (int i = 0; i < row.p.length; i++) {
      double p = row.p[i];
      double q = p + epsilon;
      double w = row.weights[i];
      double g = w / q;
      weighted += w * FastMath.log(q);
      slope += p * g;
      row.g[i] -= c * g;
    }
    row.addLoss(-c * weighted);
    row.addConstant(c * slope);
  }

  @Override
  public void close() {
    rows.close();
  }
}
