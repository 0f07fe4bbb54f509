package io.github.simloss.djl.internal.network;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.djl.internal.array.NativeArrays;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.LstmSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.Parameters;
import io.github.simloss.model.Pooling;
import java.util.List;

/**
 * From words to codes. Each direction of a layer is a call of its own: PyTorch's LSTM of both at
 * once would start the second at padding. The second reads rows that are turned round within each
 * sentence, so that padding comes last in both.
 *
 * @param spec the shapes
 * @param layers what it computes with
 * @param words what is frozen
 */
public record Encoder(ModelSpec spec, Layers layers, FrozenWords words) {

  /**
   * How sentences are laid out for {@link #codes}. The published encoder reads them in one call, as
   * it always has: its numbers stay what they were.
   */
  public SegmentedRows rows(TokenRows tokens) {
    EncoderSpec encoder = spec.encoder();
    boolean published =
        encoder.layers() == 1 && !encoder.bidirectional() && encoder.pooling() == Pooling.LAST;
    return published ? SegmentedRows.whole(tokens) : SegmentedRows.of(tokens);
  }

  /**
   * The codes of sentences.
   *
   * @param rows the sentences
   * @param x the vectors of the words in all rows
   * @param directions of this pass
   * @return B x C
   */
  public PtNDArray codes(SegmentedRows rows, PtNDArray x, Directions directions) {
    EncoderSpec encoder = spec.encoder();
    PtNDArray zero =
        NativeArrays.zeros(layers.manager(), 1, rows.sentences(), encoder.hiddenSize());
    long[] turn = encoder.bidirectional() ? rows.reversed() : null;
    List<LstmSpec> lstms = spec.encoderLstms();
    PtNDArray inputs = x;
    PtNDArray forward = null;
    PtNDArray backward = null;
    for (int n = 0; n < lstms.size(); n += encoder.directions()) {
      if (n > 0) {
        inputs = turn == null ? forward : joined(forward, layers.rows(backward, turn));
      }
      if (turn == null) {
        forward = layers.states(lstms.get(n), inputs, zero, rows.segments());
      } else {
        Directions.Pair both =
            directions.run(
                lstms.get(n), lstms.get(n + 1), inputs, turn, zero, rows.segments(), n > 0);
        forward = both.forward();
        backward = both.backward();
      }
    }
    PtNDArray pooled = new PooledStates(layers, encoder, rows, words).of(forward, backward, x);
    return encoder.codeSize() > 0 ? layers.linear(Parameters.CODE, pooled) : pooled;
  }

  private static PtNDArray joined(PtNDArray first, PtNDArray second) {
    return JniUtils.cat(new PtNDArray[] {first, second}, 1);
  }
}
