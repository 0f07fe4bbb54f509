package io.github.simloss.dl4j.internal.loss;

import io.github.simloss.batch.WordBags;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossTerm;

/** A term that weighs the whole vocabulary. */
final class DenseLossTerm implements HostLossTerm {
  private final LossTerm term;
  private final WeightRows rows;

  DenseLossTerm(LossTerm term, ComputePath memory, long tableBytes) {
    this.term = term;
    this.rows = WeightRows.of(term.weights(), memory, tableBytes);
  }

  @Override
  public void prepare(WordBags targets, int from, int count) {
    rows.prepare(targets, from, count);
  }

  @Override
  public void add(LossRow row, int k) {
    rows.read(k, row.weights, row.work);
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
    int size = row.p.length;
    double weighted = row.rows.dot(row.weights, row.p, size);
    double total = term.epsilon() == 0 ? 0 : row.rows.sum(row.weights, size);
    float by = (float) c;
    for (int i = 0; i < size; i++) {
      row.g[i] -= by * row.weights[i];
    }
    row.addLoss(-c * (weighted + term.epsilon() * total));
    row.addConstant(c * weighted);
  }

  private void addLogSoftmax(LossRow row) {
    double c = term.coefficient();
    int size = row.p.length;
    float logSum = (float) row.logSum;
    float by = (float) c;
    for (int i = 0; i < size; i++) {
      row.work[i] = row.logits[i] - logSum;
      row.direct[i] -= by * row.weights[i];
    }
    // What rounding took from logSum is made good by the sum of the weights.
    double total = row.rows.sum(row.weights, size);
    double weighted = row.rows.dot(row.weights, row.work, size) + (logSum - row.logSum) * total;
    row.addLoss(-c * weighted);
    row.addConstant(c * total);
  }

  private void addLog(LossRow row) {
    double c = term.coefficient();
    int size = row.p.length;
    float epsilon = (float) term.epsilon();
    for (int i = 0; i < size; i++) {
      row.work[i] = row.p[i] + epsilon;
    }
    row.rows.log(row.work, row.work, size);
    row.addLoss(-c * row.rows.dot(row.weights, row.work, size));
    float by = (float) c;
    for (int i = 0; i < size; i++) {
      float slope = row.weights[i] / (row.p[i] + epsilon);
      row.work[i] = slope;
      row.g[i] -= by * slope;
    }
    row.addConstant(c * row.rows.dot(row.p, row.work, size));
  }

  @Override
  public void close() {
    rows.close();
  }
}
