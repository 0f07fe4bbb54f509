package io.github.simloss.dl4j.internal.loss;

import io.github.simloss.backend.host.RowWorkers;
import io.github.simloss.backend.host.WorkSpaces;
import io.github.simloss.batch.WordBags;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.runtime.Nd4jRuntime;
import io.github.simloss.loss.LossTerm;
import io.github.simloss.loss.ReconstructionLoss;
import java.util.List;

/**
 * The loss as fused loops over one row at a time, for the CPU: softmax, value and gradient in
 * double precision while the row is in the cache.
 */
final class HostLossKernel implements LossKernel {
  private final int size;
  private final List<HostLossTerm> terms;
  private final WorkSpaces<LossRow> rows;

  HostLossKernel(ReconstructionLoss loss, ComputePath memory, long tableBytes) {
    size = loss.vocabularySize();
    terms = loss.terms().stream().map(term -> term(term, memory, tableBytes)).toList();
    boolean dense = !loss.terms().stream().allMatch(term -> term.weights().weighsFewWords());
    rows = new WorkSpaces<>(() -> new LossRow(size, dense));
  }

  private static HostLossTerm term(LossTerm term, ComputePath memory, long tableBytes) {
    return term.weights().weighsFewWords()
        ? new SparseLossTerm(term)
        : new DenseLossTerm(term, memory, tableBytes);
  }

  @Override
  public double[] losses(
      Matrix z,
      float[] bias,
      WordBags targets,
      int from,
      int count,
      double scale,
      boolean gradient) {
    for (HostLossTerm term : terms) {
      term.prepare(targets, from, count);
    }
    double[] losses = new double[count];
    RowWorkers.run(
        Nd4jRuntime.loopThreads(),
        count,
        1 + 4096 / size,
        (first, end) ->
            rows.lend(
                row -> {
                  for (int k = first; k < end; k++) {
                    boolean charged = targets.starts()[from + k + 1] > targets.starts()[from + k];
                    losses[k] = charged ? loss(row, z, k, bias, scale, gradient) : none(row, z, k);
                  }
                }));
    return losses;
  }

  private static double none(LossRow row, Matrix z, int k) {
    row.clear(z, k);
    return 0;
  }

  private double loss(LossRow row, Matrix z, int k, float[] bias, double scale, boolean gradient) {
    row.start(z, k, bias);
    for (HostLossTerm term : terms) {
      term.add(row, k);
    }
    double loss = row.loss();
    if (gradient) {
      row.finish(z, k, scale);
    }
    return loss;
  }

  @Override
  public void close() {
    terms.forEach(HostLossTerm::close);
  }
}
