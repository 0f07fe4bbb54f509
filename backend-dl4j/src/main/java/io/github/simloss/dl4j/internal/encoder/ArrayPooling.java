package io.github.simloss.dl4j.internal.encoder;

import io.github.simloss.batch.PackedRows;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.Matrix;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The largest values and the mean as ND4J operations, for devices whose memory no Java loop can
 * reach: all sentences at once, time by time.
 */
final class ArrayPooling implements OutputPooling {
  private final PooledColumns columns;
  private final boolean reverse;

  /** 1 where the gradient of a largest value is still to be given. */
  private final Matrix open;

  ArrayPooling(ComputePath memory, PooledColumns columns, boolean reverse) {
    this.columns = columns;
    this.reverse = reverse;
    open = memory.matrix(columns.width());
  }

  private INDArray block(Matrix pooled, int count, int column) {
    return pooled.block(0, count, column, columns.width());
  }

  /** The shares of the sentences alive at a time, as a column. */
  private static INDArray shares(PackedRows packed, int t, float[] shares) {
    return Nd4j.create(
        Arrays.copyOfRange(shares, packed.offset(t), packed.offset(t) + packed.alive(t)),
        packed.alive(t),
        1);
  }

  @Override
  public void forward(PackedRows packed, Matrix outputs, float[] shares, Matrix pooled) {
    if (columns.hasMean()) {
      block(pooled, packed.size(), columns.mean()).assign(0);
    }
    for (int t = 0; t < packed.steps(); t++) {
      int alive = packed.alive(t);
      INDArray rows = outputs.rows(packed.offset(t), alive);
      if (columns.hasMax()) {
        INDArray max = block(pooled, alive, columns.max());
        if (t == 0) {
          max.assign(rows);
        } else {
          try (INDArray larger = Transforms.max(max, rows, true)) {
            max.assign(larger);
          }
        }
      }
      if (columns.hasMean()) {
        try (INDArray share = shares(packed, t, shares);
            INDArray parts = rows.mulColumnVector(share)) {
          block(pooled, alive, columns.mean()).addi(parts);
        }
      }
    }
  }

  @Override
  public void backward(
      PackedRows packed,
      Matrix outputs,
      float[] shares,
      Matrix pooled,
      Matrix dPooled,
      Matrix dOutputs) {
    open.ensure(packed.size());
    open.rows(0, packed.size()).assign(1);
    for (int n = 0; n < packed.steps(); n++) {
      int t = reverse ? packed.steps() - 1 - n : n;
      int alive = packed.alive(t);
      INDArray dRows = dOutputs.rows(packed.offset(t), alive);
      if (columns.hasMean()) {
        try (INDArray share = shares(packed, t, shares);
            INDArray parts = block(dPooled, alive, columns.mean()).mulColumnVector(share)) {
          dRows.assign(parts);
        }
      } else {
        dRows.assign(0);
      }
      if (columns.hasMax()) {
        INDArray rows = outputs.rows(packed.offset(t), alive);
        INDArray stillOpen = open.rows(0, alive);
        try (INDArray equal = rows.eq(block(pooled, alive, columns.max()));
            INDArray hit = equal.castTo(DataType.FLOAT)) {
          hit.muli(stillOpen);
          stillOpen.subi(hit);
          dRows.addi(hit.muli(block(dPooled, alive, columns.max())));
        }
      }
    }
  }

  @Override
  public void close() {
    open.close();
  }
}
