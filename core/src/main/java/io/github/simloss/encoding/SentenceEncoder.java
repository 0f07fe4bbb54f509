package io.github.simloss.encoding;

import io.github.simloss.backend.InferenceModel;
import io.github.simloss.batch.BatchOrder;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.text.SentenceCodec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sentences to codes. Sentences of like length share a batch; the codes come back in the order of
 * the sentences. Not safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class SentenceEncoder {
  /** Sentences computed together where nobody chose: larger batches are hardly faster. */
  public static final int USUAL_BATCH_SIZE = 256;

  private final InferenceModel model;
  private final SentenceCodec codec;
  private final @Nullable WordVectors vectors;
  private final @Nullable PostProcessing postProcessing;
  private final int batchSize;
  private long unknownWords;
  private long extraWords;

  /**
   * An encoder that knows only the model's vocabulary.
   *
   * @param model the model; stays the caller's to close
   * @param codec its text side
   * @param batchSize sentences a batch, at least 1
   */
  public SentenceEncoder(InferenceModel model, SentenceCodec codec, int batchSize) {
    this(model, codec, null, null, batchSize);
  }

  /**
   * An open-vocabulary encoder.
   *
   * @param model the model; stays the caller's to close
   * @param codec its text side
   * @param vectors the vectors of words outside the vocabulary, or null
   * @param postProcessing what is done to the codes, or null; a decoder needs them as they are
   * @param batchSize sentences a batch, at least 1
   */
  public SentenceEncoder(
      InferenceModel model,
      SentenceCodec codec,
      @Nullable WordVectors vectors,
      @Nullable PostProcessing postProcessing,
      int batchSize) {
    this.model = model;
    this.codec = codec;
    this.vectors = vectors;
    this.postProcessing = postProcessing;
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch size is " + batchSize + "; it must be at least 1");
    }
    this.batchSize = batchSize;
  }

  /**
   * The codes of some sentences.
   *
   * @return row-major, sentences x C
   */
  public float[] encode(List<String> sentences) {
    int hidden = model.spec().codeSize();
    float[] codes = new float[Math.multiplyExact(sentences.size(), hidden)];
    int[] lengths = sentences.stream().mapToInt(s -> codec.source(s).length).toArray();
    for (int[] rows : BatchOrder.evaluation(lengths, batchSize)) {
      List<String> texts = new ArrayList<>();
      for (int row : rows) {
        texts.add(sentences.get(row));
      }
      OpenVocabulary open = OpenVocabulary.batch(codec, texts, vectors, model.spec().dimension());
      float[] raw = model.encode(open.rows(), open.extraVectors());
      float[] part = postProcessing == null ? raw : postProcessing.apply(raw);
      extraWords += open.extraWords();
      unknownWords += open.unknownWords();
      for (int k = 0; k < rows.length; k++) {
        System.arraycopy(part, k * hidden, codes, rows[k] * hidden, hidden);
      }
    }
    return codes;
  }

  /** How many tokens so far had neither an id nor a vector, and were encoded as {@code <unk>}. */
  public long unknownWords() {
    return unknownWords;
  }

  /** How many tokens so far were encoded by a vector from outside the vocabulary. */
  public long extraWords() {
    return extraWords;
  }
}
