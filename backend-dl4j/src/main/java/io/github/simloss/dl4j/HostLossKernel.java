package io.github.simloss.dl4j;

import io.github.simloss.loss.LossTerm;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.TargetWeights;
import java.util.List;

/**
 * The loss as fused loops over one row at a time, for the CPU: softmax, value and gradient in
 * double precision while the row is in the cache.
 */
final class HostLossKernel implements LossKernel {
  private final int size;
  private final List<HostLossTerm> terms;
  private final boolean dense;

  HostLossKernel(ReconstructionLoss loss, Memory memory, long tableBytes) {
    size = loss.vocabularySize();
    terms = loss.terms().stream().map(term -> term(term, memory, tableBytes)).toList();
    dense = terms.stream().anyMatch(term -> term instanceof DenseLossTerm);
  }

  private static HostLossTerm term(LossTerm term, Memory memory, long tableBytes) {
    return term.weights() instanceof TargetWeights.OneHot
            || term.weights() instanceof TargetWeights.Sparse
        ? new SparseLossTerm(term)
        : new DenseLossTerm(term, memory, tableBytes);
  }

  @Override
  public double[] losses(
      Matrix z, float[] bias, int[] targets, int from, int count, double scale, boolean gradient) {
    for (HostLossTerm term : terms) {
      term.prepare(targets, from, count);
    }
    double[] losses = new double[count];
    RowWorkers.run(
        count,
        1 + 4096 / size,
        (first, end) -> {
          LossRow row = new LossRow(size, dense);
          for (int k = first; k < end; k++) {
            int target = targets[from + k];
            if (target == PADDED) {
              z.write(k, new float[size]);
              continue;
            }
            row.start(z, k, bias);
            for (HostLossTerm term : terms) {
              term.add(row, k, target);
            }
            losses[k] = row.loss();
            if (gradient) {
              row.finish(z, k, scale);
            }
          }
        });
    return losses;
  }

  @Override
  public void close() {
    terms.forEach(HostLossTerm::close);
  }
}
