package io.github.simloss.examples;

import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossFactory;
import io.github.simloss.loss.LossOptions;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.TargetWeights;
import io.github.simloss.similarity.NeighbourTable;

/**
 * A loss from outside the library, {@code power-label}: soft labels from similarities to a power,
 * so that near words count more. This class and its line in {@code
 * META-INF/services/io.github.simloss.loss.LossFactory} are all it takes: it runs on every engine
 * and by {@code simloss train --loss power-label --loss-option power=3}.
 */
public final class OwnLoss implements LossFactory {
  @Override
  public String name() {
    return "power-label";
  }

  @Override
  public String description() {
    return "soft labels from similarities to a power (power, neighbours, epsilon)";
  }

  @Override
  public ReconstructionLoss create(LossOptions options, LossContext context) {
    double power = options.number("power", 2, 0, 100);
    int wanted = options.integer("neighbours", 5, 1, Integer.MAX_VALUE);
    double epsilon = options.number("epsilon", 1e-5, 0, 1);
    int size = context.vocabularySize();
    int width = Math.min(wanted, size);
    NeighbourTable near = context.neighbours(width);
    int[] ids = new int[size * width];
    float[] weights = new float[size * width];
    for (int word = 0; word < size; word++) {
      int row = word * width;
      boolean oneHot = context.oneHotIds().contains(word);
      double sum = 0;
      for (int k = 0; k < width; k++) {
        ids[row + k] = near.id(word, k);
        double weight = k == 0 ? 1 : Math.pow(Math.max(0, near.similarity(word, k)), power);
        weights[row + k] = oneHot && k > 0 ? 0 : (float) weight;
        sum += weights[row + k];
      }
      for (int k = 0; k < width; k++) {
        weights[row + k] /= (float) sum;
      }
    }
    TargetWeights table = new TargetWeights.Sparse(size, width, ids, weights);
    return ReconstructionLoss.of(name(), Link.LOG, epsilon, table, options.reduction());
  }
}
