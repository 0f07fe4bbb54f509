package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.simloss.backend.InferenceModel;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What members of the family of models refuse when they encode and decode. */
public interface FamilyRefusalContract extends Contract {

  /** A member to encode and decode with. */
  private InferenceModel inference(Toy toy) {
    return engine().inference(toy.spec(), toy.weights());
  }

  /** The decoder that a model has not is refused in one line. */
  @Test
  default void familyDecodersThatAreNotThere() {
    for (Toy toy : FamilyToys.three()) {
      try (InferenceModel model = inference(toy)) {
        float[] codes = model.encode(FamilyToys.batch(toy, 2, 0).source());
        boolean bag = toy.spec().decoder().kind() == DecoderKind.BAG;
        IllegalStateException e =
            assertThrows(
                IllegalStateException.class,
                bag ? () -> model.decoder(codes) : () -> model.wordLogits(codes));
        assertEquals(
            "the model's decoder is '" + (bag ? "bag', not 'lstm'" : "lstm', not 'bag'"),
            e.getMessage());
      }
    }
  }

  /** What does not fit is refused, and the model works as before. */
  @Test
  default void familyInputThatDoesNotFit() {
    for (Toy toy : FamilyToys.three()) {
      ModelSpec spec = toy.spec();
      int padding = spec.embedding().paddingId();
      TokenRows good = FamilyToys.batch(toy, 2, 0).source();
      TokenRows foreign = TokenRows.of(new int[][] {{1, spec.vocabularySize()}}, 4, padding);
      TokenRows negative = TokenRows.of(new int[][] {{1, -1}}, 4, padding);
      boolean bag = spec.decoder().kind() == DecoderKind.BAG;
      try (InferenceModel model = inference(toy)) {
        float[] codes = model.encode(good);
        for (float[] bad : List.of(new float[0], new float[spec.codeSize() + 1])) {
          refused(bag ? () -> model.wordLogits(bad) : () -> model.decoder(bad));
        }
        refused(() -> model.encode(foreign));
        refused(() -> model.encode(negative));
        refused(() -> model.encode(good, new float[spec.dimension() + 1]));
        Numbers.assertIdentical(codes, model.encode(good), "codes");
      }
      for (String name : toy.weights().names()) {
        refused(() -> engine().inference(spec, without(toy.weights(), name, false)));
        refused(() -> engine().inference(spec, without(toy.weights(), name, true)));
      }
      NamedTensors more = without(toy.weights(), "", false);
      more.put("more.weight", Tensor.vector(1));
      refused(() -> engine().inference(spec, more));
    }
  }

  /** Without a tensor, or with one of another shape. */
  private static NamedTensors without(NamedTensors weights, String name, boolean misshapen) {
    NamedTensors changed = new NamedTensors();
    weights
        .asMap()
        .forEach(
            (key, tensor) -> {
              if (!key.equals(name)) {
                changed.put(key, tensor);
              } else if (misshapen) {
                changed.put(key, new Tensor(new long[] {2, 1}, new float[2]));
              }
            });
    return changed;
  }

  private static void refused(Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertEquals(1, message.lines().count(), message);
  }

  /** A closed model answers nothing. */
  @Test
  default void familyClosedInference() {
    for (Toy toy : FamilyToys.three()) {
      TokenRows sentences = FamilyToys.batch(toy, 2, 0).source();
      InferenceModel model = inference(toy);
      float[] codes = model.encode(sentences);
      model.close();
      model.close();
      for (Executable use :
          List.<Executable>of(
              model::spec,
              model::device,
              () -> model.encode(sentences),
              () -> model.encode(sentences, new float[0]),
              () -> model.decoder(codes),
              () -> model.wordLogits(codes),
              model::weights)) {
        assertThrows(IllegalStateException.class, use);
      }
    }
  }
}
