package io.github.simloss.train.data;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.model.EmbeddingSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.SentenceForm;
import io.github.simloss.text.Tokenizer;
import io.github.simloss.text.Vocabulary;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TrainingTextTest {
  /** Splits at blanks, and counts. */
  private static final class Counting implements Tokenizer {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public String name() {
      return "whitespace";
    }

    @Override
    public List<String> tokenize(String sentence) {
      calls.incrementAndGet();
      return List.of(sentence.split(" ", -1));
    }
  }

  private final Counting tokenizer = new Counting();

  private TrainingText text(int sentences, int maxLength) {
    SentenceCodec codec =
        new SentenceCodec(
            tokenizer,
            false,
            new Vocabulary.Builder().add(List.of("a", "b")).build(1, 10),
            maxLength,
            SentenceForm.PUBLISHED);
    Corpus corpus = new Corpus(Collections.nCopies(sentences, "a b"), 0, Optional.empty());
    return new TrainingText(codec, corpus, corpus);
  }

  private static ModelSpec spec(int hidden) {
    return ModelSpec.published(EmbeddingSpec.of(10, 4, 10), hidden);
  }

  @Test
  void aBatchLargerThanTheMachineIsRefused() {
    // 200,000 sentences of 3 tokens, 2 LSTMs of 4 gates of 65,536 floats: 1.3 TB.
    TrainingText text = text(200_000, 10);
    SimlossException e =
        assertThrows(
            SimlossException.class,
            () -> text.requireBatchesFit(1_000_000, spec(65_536), Device.CPU));
    assertTrue(e.getMessage().startsWith("a batch of 200000 sentences, "), e.getMessage());
    assertTrue(e.getMessage().contains("choose a smaller batch size"), e.getMessage());
    assertDoesNotThrow(() -> text.requireBatchesFit(1, spec(65_536), Device.CPU));
    assertDoesNotThrow(() -> text.requireBatchesFit(1_000_000, spec(16), Device.CPU));
    assertDoesNotThrow(() -> text.requireBatchesFit(1_000_000, spec(65_536), Device.gpu(0)));
  }

  /** A large text would take seconds of it at every start. */
  @Test
  void nothingIsTokenizedWhereAnyBatchFits() {
    TrainingText text = text(1_000, 10);
    int before = tokenizer.calls.get();
    text.requireBatchesFit(32, spec(16), Device.CPU);
    assertEquals(before, tokenizer.calls.get());
  }

  @Test
  void aBatchOfMoreTokensThanAnArrayIsRefused() {
    TrainingText text = text(100_000, 10_000);
    SimlossException e =
        assertThrows(
            SimlossException.class, () -> text.requireBatchesFit(100_000, spec(2), Device.CPU));
    assertTrue(e.getMessage().startsWith("batches of 100000 sentences"), e.getMessage());
  }
}
