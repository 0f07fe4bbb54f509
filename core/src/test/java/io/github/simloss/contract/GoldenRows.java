package io.github.simloss.contract;

import io.github.simloss.loss.Link;
import io.github.simloss.loss.Reduction;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.loss.WeightRows;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The losses of the golden files by their definition, with every weight in double precision. */
final class GoldenRows {
  private final double[] unit;
  private final int size;
  private final int dimension;
  private final int[] stopIds;

  GoldenRows(double[] embeddings, int size, int dimension, int[] stopIds) {
    this.size = size;
    this.dimension = dimension;
    this.stopIds = stopIds;
    this.unit = embeddings.clone();
    for (int i = 0; i < size; i++) {
      double square = 0;
      for (int k = i * dimension; k < (i + 1) * dimension; k++) {
        square += embeddings[k] * embeddings[k];
      }
      for (int k = i * dimension; k < (i + 1) * dimension; k++) {
        unit[k] /= Math.sqrt(square);
      }
    }
  }

  ReferenceLoss loss(
      String name, String reduction, double epsilon, int neighbours, boolean normalize) {
    ReferenceLoss.Term term =
        switch (name) {
          case "ce" -> new ReferenceLoss.Term(1, Link.LOG, 0, this::oneHot);
          case "weighted-ce" -> new ReferenceLoss.Term(1, Link.LOG, epsilon, this::cosines);
          case "weighted-sim" -> new ReferenceLoss.Term(1, Link.IDENTITY, epsilon, this::cosines);
          case "soft-label" ->
              new ReferenceLoss.Term(1, Link.LOG, epsilon, softLabels(neighbours, normalize));
          default -> throw new AssertionError("a golden loss is named " + name);
        };
    return new ReferenceLoss(List.of(term), Reduction.of(reduction));
  }

  private double[] oneHot(int target) {
    double[] row = new double[size];
    row[target] = 1;
    return row;
  }

  private double[] cosines(int target) {
    double[] row = new double[size];
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < dimension; k++) {
        row[i] += unit[target * dimension + k] * unit[i * dimension + k];
      }
    }
    return row;
  }

  private WeightRows softLabels(int neighbours, boolean normalize) {
    return target -> {
      if (Arrays.stream(stopIds).anyMatch(id -> id == target)) {
        return oneHot(target);
      }
      double[] cosines = cosines(target);
      double[] row = new double[size];
      IntStream.range(0, size)
          .boxed()
          .sorted(
              Comparator.comparing((Integer i) -> i == target ? 0 : 1)
                  .thenComparing(i -> -cosines[i])
                  .thenComparing(i -> i))
          .limit(neighbours)
          .forEach(i -> row[i] = cosines[i]);
      double sum = normalize ? Arrays.stream(row).sum() : 1;
      Arrays.setAll(row, i -> row[i] / sum);
      return row;
    };
  }
}
