package io.github.simloss.train.data;

import io.github.simloss.batch.Batch;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.SpecialToken;
import java.util.Arrays;
import java.util.List;

/**
 * Sentences as ids, from which batches are made. Immutable.
 *
 * @since 0.1.0
 */
public final class EncodedSentences implements BatchSource {
  private final int[][] sources;

  /** The same object as the sources if a model reads what it writes. */
  private final int[][] targets;

  private final int maxLength;

  /**
   * Sentences.
   *
   * @param codec text to ids
   * @param sentences at least one
   */
  public EncodedSentences(SentenceCodec codec, List<String> sentences) {
    sources = sentences.stream().map(codec::source).toArray(int[][]::new);
    targets =
        codec.form().symmetric()
            ? sources
            : sentences.stream().map(codec::target).toArray(int[][]::new);
    maxLength = codec.maxLength();
  }

  @Override
  public int[] lengths() {
    return Arrays.stream(sources).mapToInt(sentence -> sentence.length).toArray();
  }

  @Override
  public Batch batch(int[] rows) {
    TokenRows source = padded(sources, rows);
    return sources == targets ? Batch.of(source) : new Batch(source, padded(targets, rows));
  }

  private TokenRows padded(int[][] ids, int[] rows) {
    int[][] chosen = Arrays.stream(rows).mapToObj(row -> ids[row]).toArray(int[][]::new);
    return TokenRows.of(chosen, maxLength, SpecialToken.PADDING.id());
  }
}
