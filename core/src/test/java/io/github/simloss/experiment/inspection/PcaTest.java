package io.github.simloss.experiment.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.random.SeededRandom;
import org.junit.jupiter.api.Test;

class PcaTest {
  @Test
  void principalAxesAreThoseOfTheData() {
    SeededRandom random = new SeededRandom(5);
    int rows = 200;
    float[] data = new float[rows * 3];
    for (int i = 0; i < rows; i++) {
      data[3 * i] = (float) (1 + 0.1 * random.nextGaussian());
      data[3 * i + 1] = (float) (-2 + 5 * random.nextGaussian());
      data[3 * i + 2] = (float) (2 * random.nextGaussian());
    }
    Pca pca = Pca.of(data, rows, 3);
    assertTrue(pca.explained() > 0.99, "explained " + pca.explained());
    double mean = 0;
    double off = 0;
    for (int i = 0; i < rows; i++) {
      mean += pca.at(i, 0) / rows;
      off += Math.abs(pca.at(i, 0) - (data[3 * i + 1] + 2)) / rows;
    }
    assertEquals(0, mean, 1e-9, "centred");
    assertTrue(off < 1.5, "the first axis is the widest column, off by " + off);
    assertEquals(0, Pca.of(new float[6], 2, 3).explained(), "no variance");
  }
}
