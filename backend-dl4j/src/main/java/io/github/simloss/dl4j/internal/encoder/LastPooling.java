package io.github.simloss.dl4j.internal.encoder;

import io.github.simloss.batch.PackedRows;
import io.github.simloss.dl4j.internal.array.Matrix;

/** The final state of a direction, at the last row of each sentence in the direction's order. */
final class LastPooling implements OutputPooling {
  private final PooledColumns columns;

  LastPooling(PooledColumns columns) {
    this.columns = columns;
  }

  @Override
  public void forward(PackedRows packed, Matrix outputs, float[] shares, Matrix pooled) {
    lastRows(
        packed,
        (place, row, count) ->
            pooled.copyBlock(place, columns.last(), outputs, row, 0, columns.width(), count));
  }

  @Override
  public void backward(
      PackedRows packed,
      Matrix outputs,
      float[] shares,
      Matrix pooled,
      Matrix dPooled,
      Matrix dOutputs) {
    dOutputs.zero(0, packed.tokenCount());
    lastRows(
        packed,
        (place, row, count) ->
            dOutputs.copyBlock(row, 0, dPooled, place, columns.last(), columns.width(), count));
  }

  /** Some sentences of one length: their first place in the sorted batch and their last rows. */
  private interface LastRows {
    void accept(int place, int row, int count);
  }

  /** Sentences that end at the same time stand side by side, both sorted and packed. */
  private static void lastRows(PackedRows packed, LastRows action) {
    for (int t = 0; t < packed.steps(); t++) {
      int staying = t + 1 < packed.steps() ? packed.alive(t + 1) : 0;
      if (packed.alive(t) > staying) {
        action.accept(staying, packed.offset(t) + staying, packed.alive(t) - staying);
      }
    }
  }
}
