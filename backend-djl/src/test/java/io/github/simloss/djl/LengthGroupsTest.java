package io.github.simloss.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Autoencoder;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.LossSum;
import io.github.simloss.io.SeededRandom;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.AutoencoderSpec;
import io.github.simloss.model.InitialWeights;
import io.github.simloss.model.NamedTensors;
import io.github.simloss.model.Parameters;
import io.github.simloss.text.Batch;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A large batch, which is cut into groups, against the same sentences in batches that are not. */
class LengthGroupsTest {
  private static final int SENTENCES = 128;
  private static final int SMALL = 16;
  private static final AutoencoderSpec SPEC = new AutoencoderSpec(30, 7, 9, 8, 0, 1, 2, 3);

  private final SeededRandom random = new SeededRandom(4);

  private int[][] sentences() {
    int[][] sentences = new int[SENTENCES][];
    for (int b = 0; b < SENTENCES; b++) {
      sentences[b] = new int[1 + random.nextInt(SPEC.maxLength())];
      // Padding in the midst of a sentence costs nothing, in any group.
      Arrays.setAll(sentences[b], t -> 3 + random.nextInt(27));
    }
    return sentences;
  }

  private static Batch batch(int[][] sentences, int from, int to) {
    return Batch.of(Arrays.copyOfRange(sentences, from, to), SPEC.maxLength(), SPEC.paddingId());
  }

  @Test
  void lossAndGradientsAreThoseOfSmallBatches() {
    float[] vectors = new float[30 * 7];
    for (int k = 0; k < vectors.length; k++) {
      vectors[k] = random.uniform(-1, 1);
    }
    NamedTensors weights = InitialWeights.create(SPEC, vectors, random);
    int[][] sentences = sentences();
    try (Autoencoder model =
        new DjlBackend()
            .create(
                SPEC,
                weights,
                ReconstructionLoss.crossEntropy(30),
                AdamSettings.DEFAULT,
                Device.CPU)) {
      Batch whole = batch(sentences, 0, SENTENCES);
      NamedTensors gradients = model.gradients(whole);
      LossSum loss = model.evaluate(whole);
      LossSum sum = LossSum.ZERO;
      for (int from = 0; from < SENTENCES; from += SMALL) {
        sum = sum.plus(model.evaluate(batch(sentences, from, from + SMALL)));
      }
      assertEquals(sum.divisor(), loss.divisor());
      assertEquals(sum.sum(), loss.sum(), 1e-4 * sum.sum());
      for (String name : Parameters.trainable(SPEC).keySet()) {
        float[] expected = new float[gradients.get(name).data().length];
        for (int from = 0; from < SENTENCES; from += SMALL) {
          Batch part = batch(sentences, from, from + SMALL);
          float share = (float) model.evaluate(part).divisor() / loss.divisor();
          float[] ofPart = model.gradients(part).get(name).data();
          for (int k = 0; k < expected.length; k++) {
            expected[k] += share * ofPart[k];
          }
        }
        assertArrayEquals(expected, gradients.get(name).data(), 1e-6f, name);
      }
    }
  }
}
