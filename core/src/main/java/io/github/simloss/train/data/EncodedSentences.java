package io.github.simloss.train.data;

import io.github.simloss.batch.Batch;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.SpecialToken;
import java.util.Arrays;
import java.util.List;

/** Sentences as ids, from which batches are made. */
public final class EncodedSentences {
  private final int[][] ids;
  private final int maxLength;

  /**
   * Sentences.
   *
   * @param codec text to ids
   * @param sentences at least one
   */
  public EncodedSentences(SentenceCodec codec, List<String> sentences) {
    this.ids = codec.encodeAll(sentences);
    this.maxLength = codec.maxLength();
  }

  /** Tokens of each sentence. */
  public int[] lengths() {
    return Arrays.stream(ids).mapToInt(sentence -> sentence.length).toArray();
  }

  /** The sentences of some rows, padded. */
  public Batch batch(int[] rows) {
    int[][] chosen = Arrays.stream(rows).mapToObj(row -> ids[row]).toArray(int[][]::new);
    return Batch.of(chosen, maxLength, SpecialToken.PADDING.id());
  }
}
