package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.simloss.backend.LossSum;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.backend.java.ReferenceModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.loss.ReconstructionLoss;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What must not depend on how sentences are put into batches. */
public interface BatchContract extends Contract {

  /** More padding changes neither loss nor gradients; position-mean divides by it. */
  @Test
  default void paddingChangesNothing() {
    Toy toy = Toy.small(201);
    int[][] sentences = toy.sentences(5, 0);
    Batch tight =
        Batch.of(sentences, toy.spec().embedding().maxLength(), toy.spec().embedding().paddingId());
    Batch loose =
        Batch.of(
            sentences,
            2 * toy.spec().embedding().maxLength() + 3,
            toy.spec().embedding().paddingId());
    for (Map.Entry<String, ReconstructionLoss> entry : toy.losses().entrySet()) {
      try (TrainableModel model = model(toy, entry.getValue())) {
        LossSum want = model.evaluate(tight);
        LossSum got = model.evaluate(loose);
        assertEquals(want.sum(), got.sum(), 1e-4, entry.getKey());
        boolean byPosition = entry.getKey().equals("position-mean");
        assertEquals(
            byPosition ? 5.0 * loose.target().maxLength() : tight.target().tokenCount(),
            got.divisor(),
            0,
            entry.getKey() + ": divisor");
        double scale = want.divisor() / got.divisor();
        Map<String, double[]> gradients =
            ReferenceModel.doubles(model.differentiate(tight).tensors());
        gradients.values().forEach(g -> Arrays.setAll(g, k -> g[k] * scale));
        Numbers.assertClose(gradients, model.differentiate(loose).tensors(), 1e-5, entry.getKey());
        Numbers.assertClose(model.encode(tight), model.encode(loose), 1e-6, "codes");
      }
    }
  }

  /** What stands behind a sentence's length is never looked at. */
  @Test
  default void whateverFillsTheRowIsIgnored() {
    Toy toy = Toy.small(202);
    Batch clean = toy.batch(4, 0);
    int[] tokens = clean.source().tokens().clone();
    for (int b = 0; b < clean.size(); b++) {
      for (int t = clean.source().lengths()[b]; t < clean.source().maxLength(); t++) {
        tokens[b * clean.source().maxLength() + t] = t % 2 == 0 ? 3 : 1_000_000;
      }
    }
    Batch dirty =
        Batch.of(new TokenRows(clean.source().maxLength(), tokens, clean.source().lengths()));
    try (TrainableModel model = model(toy, toy.losses().get("soft-label"))) {
      assertEquals(model.evaluate(clean), model.evaluate(dirty));
      Numbers.assertIdentical(
          model.differentiate(clean).tensors(), model.differentiate(dirty).tensors(), "gradients");
      Numbers.assertIdentical(model.encode(clean), model.encode(dirty), "codes");
    }
  }

  /** The order of rows permutes the codes and changes nothing else. */
  @Test
  default void theOrderOfRowsPermutesCodesOnly() {
    Toy toy = Toy.small(203);
    int hidden = toy.spec().codeSize();
    int[][] sentences = toy.sentences(7, 0);
    int[] order = {3, 0, 6, 2, 5, 1, 4};
    int[][] shuffled = new int[7][];
    Arrays.setAll(shuffled, b -> sentences[order[b]]);
    Batch a =
        Batch.of(sentences, toy.spec().embedding().maxLength(), toy.spec().embedding().paddingId());
    Batch b =
        Batch.of(shuffled, toy.spec().embedding().maxLength(), toy.spec().embedding().paddingId());
    try (TrainableModel model = model(toy, toy.losses().get("weighted-ce"))) {
      assertEquals(model.evaluate(a).mean(), model.evaluate(b).mean(), 1e-5);
      Numbers.assertClose(
          ReferenceModel.doubles(model.differentiate(a).tensors()),
          model.differentiate(b).tensors(),
          1e-5,
          "gradient");
      float[] codes = model.encode(a);
      float[] permuted = model.encode(b);
      for (int row = 0; row < 7; row++) {
        Numbers.assertClose(
            Arrays.copyOfRange(codes, order[row] * hidden, (order[row] + 1) * hidden),
            Arrays.copyOfRange(permuted, row * hidden, (row + 1) * hidden),
            1e-6,
            "code of row " + row);
      }
    }
  }

  /** A batch is the sum of its sentences, and a sentence's code does not depend on its company. */
  @Test
  default void aBatchIsTheSumOfItsSentences() {
    Toy toy = Toy.small(204);
    int hidden = toy.spec().codeSize();
    int[][] sentences = toy.sentences(4, 0);
    for (Map.Entry<String, ReconstructionLoss> entry : toy.losses().entrySet()) {
      try (TrainableModel model = model(toy, entry.getValue())) {
        Batch all =
            Batch.of(
                sentences, toy.spec().embedding().maxLength(), toy.spec().embedding().paddingId());
        float[] codes = model.encode(all);
        LossSum sum = LossSum.ZERO;
        for (int b = 0; b < sentences.length; b++) {
          Batch one =
              Batch.of(
                  new int[][] {sentences[b]},
                  toy.spec().embedding().maxLength(),
                  toy.spec().embedding().paddingId());
          sum = sum.plus(model.evaluate(one));
          Numbers.assertClose(
              Arrays.copyOfRange(codes, b * hidden, (b + 1) * hidden),
              model.encode(one),
              1e-6,
              "code of sentence " + b);
        }
        assertEquals(model.evaluate(all).sum(), sum.sum(), 1e-4, entry.getKey());
        assertEquals(model.evaluate(all).divisor(), sum.divisor(), entry.getKey());
      }
    }
  }

  /** Sentences of one token: the decoder sees {@code <start>} alone. */
  @Test
  default void sentencesOfOneToken() {
    Toy toy = Toy.small(205);
    int[][] sentences = {{3}, {toy.spec().embedding().endId()}, {0}};
    for (int maxLength : new int[] {1, 4}) {
      Batch batch = Batch.of(sentences, maxLength, toy.spec().embedding().paddingId());
      againstReference(toy, batch);
    }
    againstReference(toy, Batch.of(new int[][] {{5}}, 1, toy.spec().embedding().paddingId()));
  }

  /** A sentence longer than the model was made for is not cut by the engine. */
  @Test
  default void sentencesLongerThanTheModels() {
    Toy toy = Toy.small(206);
    int[] sentence = new int[3 * toy.spec().embedding().maxLength()];
    Arrays.setAll(sentence, t -> t % 19);
    againstReference(
        toy,
        Batch.of(
            new int[][] {sentence, {1, 2}}, sentence.length, toy.spec().embedding().paddingId()));
  }

  private void againstReference(Toy toy, Batch batch) {
    ReconstructionLoss loss = toy.crossEntropy();
    ReferenceModel.Result want =
        toy.reference().gradients(batch, io.github.simloss.loss.ReferenceLoss.of(loss));
    try (TrainableModel model = model(toy, loss)) {
      assertEquals(want.mean(), model.evaluate(batch).mean(), 1e-5, "loss");
      Numbers.assertClose(want.gradients(), model.differentiate(batch).tensors(), 1e-4, "gradient");
      assertEquals(want.mean(), model.train(batch, 1e-3).loss().mean(), 1e-5, "trained loss");
    }
  }
}
