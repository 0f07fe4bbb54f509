package io.github.simloss.djl.internal.export;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.djl.internal.array.NativeArrays;
import io.github.simloss.encoding.PostProcessing;
import io.github.simloss.run.TrainedModel;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * An encoder as a block of DJL: ids (batch, time) and lengths (batch), 64-bit, and vectors of words
 * outside the vocabulary (k, d) to codes (batch, C). It computes as the engine {@code djl} does, on
 * a path that was found right on this machine, and has no parameters that DJL could train. Safe for
 * use by several threads, which take turns.
 */
public final class SentenceBlock extends AbstractBlock {
  private final TrainedModel trained;

  SentenceBlock(TrainedModel trained) {
    this.trained = trained;
  }

  /** The model with its text side. */
  public TrainedModel trained() {
    return trained;
  }

  @Override
  public boolean isInitialized() {
    return true;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {new Shape(inputs[0].get(0), trained.config().spec().codeSize())};
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> more) {
    NDArray ids = inputs.get(0);
    int time = Math.toIntExact(ids.getShape().get(1));
    TokenRows rows = new TokenRows(time, numbers(ids), numbers(inputs.get(1)));
    float[] codes = codes(rows, NativeArrays.read(inputs.get(2)));
    NDManager manager = ids.getManager();
    return new NDList(
        NativeArrays.floats(manager, codes, rows.size(), trained.config().spec().codeSize()));
  }

  private synchronized float[] codes(TokenRows rows, float[] extra) {
    float[] codes = trained.model().encode(rows, extra);
    PostProcessing processing = trained.postProcessing();
    return processing == null ? codes : processing.apply(codes);
  }

  /** Ids and lengths, which are small. */
  private static int[] numbers(NDArray array) {
    int[] numbers = new int[Math.toIntExact(array.size())];
    if (numbers.length > 0) {
      var values = array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asLongBuffer();
      for (int k = 0; k < numbers.length; k++) {
        numbers[k] = Math.toIntExact(values.get(k));
      }
    }
    return numbers;
  }
}
