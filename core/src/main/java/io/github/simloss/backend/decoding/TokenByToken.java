package io.github.simloss.backend.decoding;

import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.InferenceModel;
import io.github.simloss.model.MemoryNeed;
import io.github.simloss.model.ModelSpec;
import java.util.Arrays;

/** Decoding that settles each token before the next: greedy and sampling. */
final class TokenByToken implements DecodingStrategy {
  private final Choice choice;
  private final boolean greedy;

  /** Picks the next token of one row. */
  @FunctionalInterface
  interface Choice {
    /**
     * Picks.
     *
     * @param logits where the row stands
     * @param offset from here
     * @param count V
     * @param sentence the sentence's number
     * @param step the token's place in the sentence, from 0
     */
    int choose(float[] logits, int offset, int count, long sentence, int step);
  }

  TokenByToken(Choice choice, boolean greedy) {
    this.choice = choice;
    this.greedy = greedy;
  }

  @Override
  public boolean isGreedy() {
    return greedy;
  }

  @Override
  public int[][] decode(InferenceModel model, float[] codes, long[] sentences) {
    ModelSpec spec = model.spec();
    int size = spec.vocabularySize();
    MemoryNeed.requireLogits(spec, sentences.length, "a batch of " + sentences.length);
    int[][] written = new int[sentences.length][spec.embedding().maxLength()];
    int[] lengths = new int[sentences.length];
    // The sentence that each row of the decoder writes; -1 once it has ended.
    int[] rows = new int[sentences.length];
    Arrays.setAll(rows, i -> i);
    int[] tokens = new int[rows.length];
    Arrays.fill(tokens, spec.embedding().startId());
    int alive = rows.length;
    try (DecoderState decoder = model.decoder(codes)) {
      for (int step = 0; step < spec.embedding().maxLength() && alive > 0; step++) {
        float[] logits = decoder.step(tokens);
        Logits.suppress(logits, rows.length, spec);
        for (int r = 0; r < rows.length; r++) {
          if (rows[r] < 0) {
            continue;
          }
          int sentence = rows[r];
          int token = choice.choose(logits, r * size, size, sentences[sentence], step);
          tokens[r] = token;
          if (token == spec.embedding().endId()) {
            rows[r] = -1;
            alive--;
          } else {
            written[sentence][lengths[sentence]++] = token;
          }
        }
        // Dropping finished rows costs a copy: worth it once half of them are done.
        if (alive > 0 && alive <= rows.length / 2) {
          int[] kept = alive(rows, alive);
          decoder.select(kept);
          tokens = pick(tokens, kept);
          rows = pick(rows, kept);
        }
      }
    }
    for (int i = 0; i < written.length; i++) {
      written[i] = Arrays.copyOf(written[i], lengths[i]);
    }
    return written;
  }

  private static int[] alive(int[] rows, int count) {
    int[] kept = new int[count];
    int k = 0;
    for (int r = 0; r < rows.length; r++) {
      if (rows[r] >= 0) {
        kept[k++] = r;
      }
    }
    return kept;
  }

  private static int[] pick(int[] values, int[] places) {
    return Arrays.stream(places).map(p -> values[p]).toArray();
  }
}
