package io.github.simloss.contract;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.model.Parameters;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Codes, and words outside the vocabulary. */
public interface EncodingContract extends Contract {

  /** Against the model in double precision. */
  @Test
  default void codesOfTheModel() {
    Toy toy = Toy.small(301);
    Batch batch = toy.batch(9, 0);
    try (TrainableModel model = open(toy)) {
      Numbers.assertClose(
          toy.reference().encode(batch.source(), new double[0]),
          model.encode(batch),
          1e-5,
          "codes");
    }
  }

  /** Words with vectors of their own are encoded as if the vocabulary held them. */
  @Test
  default void extraVectorsExtendTheVocabulary() {
    Toy toy = Toy.small(302);
    int size = toy.spec().vocabularySize();
    int dimension = toy.spec().dimension();
    float[] extra = Toy.uniform(SeededRandom.derive(302, "extra", 0), 3 * dimension, 1);
    Toy large =
        Toy.of(size + 3, dimension, toy.spec().codeSize(), toy.spec().embedding().maxLength(), 9);
    NamedTensors weights = new NamedTensors();
    large
        .weights()
        .asMap()
        .forEach(
            (name, tensor) ->
                weights.put(
                    name,
                    name.equals(Parameters.EMBEDDING)
                        ? joined(toy.weights().get(name), extra, size + 3, dimension)
                        : name.startsWith("encoder") ? toy.weights().get(name) : tensor));
    int[][] sentences = {
      {1, size, 2}, {size + 2, size + 1}, {size}, {4, 5, toy.spec().embedding().endId()}
    };
    Batch batch =
        Batch.of(sentences, toy.spec().embedding().maxLength(), toy.spec().embedding().paddingId());
    try (TrainableModel small = open(toy);
        TrainableModel enlarged =
            engine().trainable(large.spec(), weights, large.crossEntropy(), AdamSettings.DEFAULT)) {
      float[] want = enlarged.encode(batch);
      Numbers.assertClose(want, small.encode(batch.source(), extra), 1e-6, "codes");
      // The extra words of one call are forgotten by the next.
      Batch plain = toy.batch(3, 1);
      float[] before = small.encode(plain);
      small.encode(batch.source(), extra);
      Numbers.assertIdentical(before, small.encode(plain), "codes without extra words");
    }
  }

  private static Tensor joined(Tensor rows, float[] extra, int count, int dimension) {
    float[] all = Arrays.copyOf(rows.data(), count * dimension);
    System.arraycopy(extra, 0, all, rows.data().length, extra.length);
    return Tensor.matrix(count, dimension, all);
  }
}
