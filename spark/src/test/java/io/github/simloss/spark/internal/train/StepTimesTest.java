package io.github.simloss.spark.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.backend.parallel.Collective;
import org.junit.jupiter.api.Test;

/** Steps and exchanges are counted apart, and small exchanges not at all. */
class StepTimesTest {
  @Test
  void whatIsSaidAreMedians() throws InterruptedException {
    StepTimes times = new StepTimes();
    assertTrue(times.say().contains("medians of the last 0"));
    Collective slow =
        new Collective() {
          @Override
          public int rank() {
            return 0;
          }

          @Override
          public int size() {
            return 2;
          }

          @Override
          public void sum(float[] values, double[] numbers) {
            try {
              Thread.sleep(values.length);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        };
    Collective seen = times.of(slow);
    assertEquals(2, seen.size());
    for (int step = 0; step < 4; step++) {
      assertTrue(!times.begin());
      // The others' waiting for an answer is no exchange of gradients.
      seen.sum(new float[0], new double[1]);
      seen.sum(new float[20], new double[1]);
      Thread.sleep(30);
    }
    String said = times.say();
    assertTrue(said.contains("medians of the last 3"), said);
    String[] numbers = said.replaceAll("[^0-9. ]+", " ").strip().split("\\s+", -1);
    double step = Double.parseDouble(numbers[0]);
    double exchange = Double.parseDouble(numbers[1]);
    assertTrue(exchange >= 19 && step >= exchange + 29, said);
  }
}
