package io.github.simloss.djl.internal.export;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.djl.internal.array.NativeArrays;
import io.github.simloss.encoding.OpenVocabulary;
import io.github.simloss.run.TrainedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sentences to what a {@link SentenceBlock} reads, and its codes to Java. Sentences of one call are
 * one batch. Safe for use by several threads.
 */
public final class SentenceTranslator implements Translator<String, float[]> {
  private final TrainedModel trained;

  /**
   * @param trained the model with its text side; stays the block's to close
   */
  public SentenceTranslator(TrainedModel trained) {
    this.trained = trained;
  }

  @Override
  public NDList processInput(TranslatorContext context, String sentence) {
    return batchProcessInput(context, List.of(sentence));
  }

  @Override
  public NDList batchProcessInput(TranslatorContext context, List<String> sentences) {
    int d = trained.config().spec().dimension();
    OpenVocabulary open = OpenVocabulary.batch(trained.codec(), sentences, trained.vectors(), d);
    TokenRows rows = open.rows();
    NDManager manager = context.getNDManager();
    long[] ids = Arrays.stream(rows.tokens()).asLongStream().toArray();
    long[] lengths = Arrays.stream(rows.lengths()).asLongStream().toArray();
    float[] extra = open.extraVectors();
    return new NDList(
        NativeArrays.indices(manager, ids, rows.size(), rows.maxLength()),
        NativeArrays.indices(manager, lengths),
        NativeArrays.floats(manager, extra, extra.length / d, d));
  }

  @Override
  public float[] processOutput(TranslatorContext context, NDList codes) {
    return NativeArrays.read(codes.get(0));
  }

  @Override
  public List<float[]> batchProcessOutput(TranslatorContext context, NDList codes) {
    NDArray all = codes.get(0);
    float[] values = NativeArrays.read(all);
    int size = Math.toIntExact(all.getShape().get(1));
    List<float[]> rows = new ArrayList<>();
    for (int from = 0; from < values.length; from += size) {
      rows.add(Arrays.copyOfRange(values, from, from + size));
    }
    return rows;
  }
}
