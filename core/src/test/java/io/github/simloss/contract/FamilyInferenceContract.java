package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.InferenceModel;
import io.github.simloss.backend.java.ReferenceModel;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.DecoderSpec;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OutputLayer;
import io.github.simloss.model.Pooling;
import io.github.simloss.random.SeededRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Encoding and decoding with every member of the family of models. */
public interface FamilyInferenceContract extends Contract {

  /** A member to encode and decode with. */
  private InferenceModel inference(Toy toy) {
    return engine().inference(toy.spec(), toy.weights());
  }

  /** Codes and logits against the model in double precision. */
  @TestFactory
  default Stream<DynamicTest> familyCodesAndLogits() {
    return FamilyToys.members(2201).stream()
        .map(toy -> DynamicTest.dynamicTest(FamilyToys.name(toy), () -> codesAndLogits(toy, 5)));
  }

  private void codesAndLogits(Toy toy, int count) {
    TokenRows sentences = FamilyToys.batch(toy, count, 0).source();
    ReferenceModel reference = toy.reference();
    try (InferenceModel model = inference(toy)) {
      float[] codes = model.encode(sentences);
      assertCodes(reference.encode(sentences, new double[0]), codes, "codes");
      if (toy.spec().decoder().kind() == DecoderKind.BAG) {
        float[] logits = model.wordLogits(codes);
        assertEquals(count * toy.spec().vocabularySize(), logits.length);
        for (int b = 0; b < count; b++) {
          Numbers.assertClose(
              reference.wordLogits(row(codes, b, count)),
              row(logits, b, count),
              1e-5,
              "logits of row " + b);
        }
      } else {
        decoded(toy, model, codes, count);
      }
    }
  }

  private static void decoded(Toy toy, InferenceModel model, float[] codes, int count) {
    int[] inputs = {toy.spec().embedding().startId(), 3, 7, 1};
    try (DecoderState decoder = model.decoder(codes)) {
      assertEquals(count, decoder.rows());
      float[][] logits = new float[inputs.length][];
      for (int t = 0; t < inputs.length; t++) {
        int[] tokens = new int[count];
        Arrays.fill(tokens, inputs[t]);
        logits[t] = decoder.step(tokens).clone();
      }
      for (int b = 0; b < count; b++) {
        List<double[]> want = toy.reference().decode(row(codes, b, count), inputs);
        for (int t = 0; t < inputs.length; t++) {
          Numbers.assertClose(
              want.get(t), row(logits[t], b, count), 1e-5, "logits of row " + b + ", step " + t);
        }
      }
    }
  }

  private static double[] row(float[] rows, int b, int count) {
    int width = rows.length / count;
    return Numbers.doubles(Arrays.copyOfRange(rows, b * width, (b + 1) * width));
  }

  private static void assertCodes(double[] want, float[] got, String what) {
    Numbers.assertWithin(
        want, Numbers.doubles(got), 1e-5 * Math.max(1, Numbers.largest(want)), what);
  }

  /** A sentence has the same code alone, among longer ones, and under more padding. */
  @TestFactory
  default Stream<DynamicTest> familyCodesDoNotDependOnPadding() {
    return IntStream.of(5, 16, 32, 33)
        .boxed()
        .flatMap(
            hidden ->
                Arrays.stream(Pooling.values())
                    .map(
                        pooling ->
                            DynamicTest.dynamicTest(
                                pooling.label() + " H" + hidden, () -> padding(pooling, hidden))));
  }

  private void padding(Pooling pooling, int hidden) {
    for (int k = 0; k < 4; k++) {
      boolean weighted = pooling.hasMean() && k == 1;
      EncoderSpec encoder =
          new EncoderSpec(hidden, 1 + k / 2, k % 2 == 1, pooling, weighted, weighted, 0);
      DecoderSpec decoder = new DecoderSpec(DecoderKind.BAG, 3, OutputLayer.FREE, false);
      ModelSpec spec = new ModelSpec(FamilyToys.embedding(23, 5, 12), encoder, decoder);
      Toy toy = FamilyToys.of(spec, 2210 + k);
      int padding = spec.embedding().paddingId();
      int[][] sentences = toy.sentences(6, 0);
      sentences[3] = new int[] {1, 5, 2, 8, 9, 4, 4, 7, 11, 15, 16, 1};
      try (InferenceModel model = inference(toy)) {
        float[] all = model.encode(TokenRows.of(sentences, 19, padding));
        TokenRows plain = TokenRows.of(sentences, 12, padding);
        assertCodes(toy.reference().encode(plain, new double[0]), all, FamilyToys.name(toy));
        for (int b = 0; b < sentences.length; b++) {
          int length = sentences[b].length;
          double[] together = row(all, b, sentences.length);
          for (int padded : new int[] {length, length + 1, length + 9}) {
            TokenRows alone = TokenRows.of(new int[][] {sentences[b]}, padded, padding);
            Numbers.assertWithin(
                together,
                Numbers.doubles(model.encode(alone)),
                1e-6,
                FamilyToys.name(toy) + ": sentence " + b + " padded to " + padded);
          }
        }
      }
    }
  }

  /** Words outside the vocabulary are encoded with vectors of their own, and weigh 1. */
  @TestFactory
  default Stream<DynamicTest> familyExtraWords() {
    return FamilyToys.members(2221).stream()
        .filter(toy -> toy.spec().decoder().kind() == DecoderKind.BAG)
        .map(toy -> DynamicTest.dynamicTest(FamilyToys.name(toy), () -> extraWords(toy)));
  }

  private void extraWords(Toy toy) {
    int size = toy.spec().vocabularySize();
    float[] extra =
        Toy.uniform(SeededRandom.derive(toy.seed(), "extra", 0), 3 * toy.spec().dimension(), 1.2);
    int[][] words = {{1, size, 2}, {size + 2, size + 1}, {size}, {4, 5, 6, 7}};
    TokenRows sentences = TokenRows.of(words, 6, toy.spec().embedding().paddingId());
    TokenRows plain = FamilyToys.batch(toy, 3, 1).source();
    try (InferenceModel model = inference(toy)) {
      float[] before = model.encode(plain);
      assertCodes(
          toy.reference().encode(sentences, Numbers.doubles(extra)),
          model.encode(sentences, extra),
          "codes");
      Numbers.assertIdentical(before, model.encode(plain), "codes without extra words");
    }
  }
}
