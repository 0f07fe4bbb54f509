package io.github.simloss.dl4j.internal.loss;

import io.github.simloss.batch.WordBags;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossTerm;
import io.github.simloss.loss.ReconstructionLoss;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The loss as ND4J operations, for devices whose memory no Java loop can reach. Every structure of
 * weights becomes a chunk of whole rows; row sums are float.
 */
final class ArrayLossKernel implements LossKernel {
  private final int size;
  private final List<LossTerm> terms;
  private final List<WeightRows> rows = new ArrayList<>();
  private final Matrix logP;
  private final Matrix g;
  private final Matrix weights;

  ArrayLossKernel(ReconstructionLoss loss, ComputePath memory) {
    size = loss.vocabularySize();
    terms = loss.terms();
    for (LossTerm term : terms) {
      rows.add(
          term.weights()
              .<WeightRows>match(
                  StoredRows::new,
                  StoredRows::new,
                  factored -> new FactoredRows(factored, memory),
                  StoredRows::new));
    }
    logP = memory.matrix(size);
    g = memory.matrix(size);
    weights = memory.matrix(size);
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
    logP.ensure(count);
    g.ensure(count);
    INDArray p = z.rows(0, count);
    INDArray log = logP.rows(0, count);
    INDArray slopes = g.rows(0, count);
    float[] real = new float[count];
    for (int k = 0; k < count; k++) {
      real[k] = charged(targets, from + k) ? 1 : 0;
    }
    if (bias != null) {
      try (INDArray row = Nd4j.create(bias, size)) {
        p.addiRowVector(row);
      }
    }
    try (INDArray max = p.max(true, 1);
        INDArray mask = Nd4j.create(real, count, 1)) {
      p.subiColumnVector(max);
      log.assign(p);
      Transforms.exp(p, false);
      try (INDArray sum = p.sum(true, 1)) {
        p.diviColumnVector(sum);
        log.subiColumnVector(Transforms.log(sum, false));
      }
      slopes.assign(0);
      double[] losses = new double[count];
      for (int n = 0; n < terms.size(); n++) {
        INDArray w = weights(n, targets, from, count);
        w.muliColumnVector(mask);
        term(terms.get(n), w, p, log, slopes, losses);
      }
      if (gradient) {
        // dL/dz = p g - p <p, g>, of all terms: with LOG and eps = 0, p g is -c w.
        try (INDArray sum = slopes.sum(true, 1)) {
          p.muliColumnVector(sum).rsubi(slopes).muliColumnVector(mask).muli(scale);
        }
      }
      return losses;
    }
  }

  /** Adds p * dL/dp to {@code slopes} and the term's losses to {@code losses}; overwrites w. */
  private static void term(
      LossTerm term, INDArray w, INDArray p, INDArray log, INDArray slopes, double[] losses) {
    double c = term.coefficient();
    if (term.link() == Link.IDENTITY) {
      addSums(w, -c * term.epsilon(), losses);
      w.muli(p);
      subtract(slopes, w, c);
      addSums(w, -c, losses);
      return;
    }
    if (term.epsilon() == 0) {
      subtract(slopes, w, c);
      addSums(w.muli(log), -c, losses);
      return;
    }
    try (INDArray q = p.add(term.epsilon());
        INDArray slope = w.mul(p).divi(q).muli(-c)) {
      slopes.addi(slope);
      addSums(w.muli(Transforms.log(q, false)), -c, losses);
    }
  }

  private static void subtract(INDArray slopes, INDArray w, double c) {
    try (INDArray scaled = w.mul(c)) {
      slopes.subi(scaled);
    }
  }

  private static void addSums(INDArray values, double scale, double[] losses) {
    try (INDArray sums = values.sum(1)) {
      float[] rows = sums.toFloatVector();
      for (int k = 0; k < losses.length; k++) {
        losses[k] += scale * rows[k];
      }
    }
  }

  private static boolean charged(WordBags targets, int row) {
    return targets.starts()[row + 1] > targets.starts()[row];
  }

  private INDArray weights(int term, WordBags targets, int from, int count) {
    WeightRows source = rows.get(term);
    source.prepare(targets, from, count);
    if (source instanceof FactoredRows factored) {
      return factored.product().rows(0, count);
    }
    float[] all = new float[count * size];
    float[] row = new float[size];
    float[] scratch = new float[size];
    for (int k = 0; k < count; k++) {
      if (charged(targets, from + k)) {
        source.read(k, row, scratch);
        System.arraycopy(row, 0, all, k * size, size);
      }
    }
    weights.ensure(count);
    weights.write(0, all, 0, count);
    return weights.rows(0, count);
  }

  @Override
  public void close() {
    rows.forEach(WeightRows::close);
    logP.close();
    g.close();
    weights.close();
  }
}
