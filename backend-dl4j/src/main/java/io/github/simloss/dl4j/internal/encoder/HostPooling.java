package io.github.simloss.dl4j.internal.encoder;

import io.github.simloss.backend.host.RowWorkers;
import io.github.simloss.backend.host.WorkSpaces;
import io.github.simloss.batch.PackedRows;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.runtime.Nd4jRuntime;
import java.util.Arrays;

/** The largest values and the mean as one fused loop a sentence, for the CPU. */
final class HostPooling implements OutputPooling {
  /** Below about this many sentences, starting a thread costs more than it saves. */
  private static final int LEAST_SENTENCES = 8;

  private final PooledColumns columns;
  private final boolean reverse;
  private final WorkSpaces<Work> spaces;

  HostPooling(PooledColumns columns, boolean reverse) {
    this.columns = columns;
    this.reverse = reverse;
    spaces = new WorkSpaces<>(() -> new Work(columns.width()));
  }

  /** One sentence at hand. */
  private static final class Work {
    final float[] row;
    final float[] max;
    final float[] mean;
    final float[] dMax;
    final float[] dMean;

    Work(int width) {
      row = new float[width];
      max = new float[width];
      mean = new float[width];
      dMax = new float[width];
      dMean = new float[width];
    }
  }

  @Override
  public void forward(PackedRows packed, Matrix outputs, float[] shares, Matrix pooled) {
    RowWorkers.run(
        Nd4jRuntime.loopThreads(),
        packed.size(),
        LEAST_SENTENCES,
        (from, to) ->
            spaces.lend(
                work -> {
                  for (int r = from; r < to; r++) {
                    pool(work, packed, r, outputs, shares);
                    write(pooled, r, columns.max(), work.max);
                    write(pooled, r, columns.mean(), work.mean);
                  }
                }));
  }

  private static void pool(Work work, PackedRows packed, int r, Matrix outputs, float[] shares) {
    int width = work.row.length;
    Arrays.fill(work.max, Float.NEGATIVE_INFINITY);
    Arrays.fill(work.mean, 0);
    for (int t = 0; t < packed.lengths()[r]; t++) {
      int k = packed.offset(t) + r;
      outputs.read(k, work.row);
      float share = shares == null ? 0 : shares[k];
      for (int j = 0; j < width; j++) {
        work.max[j] = Math.max(work.max[j], work.row[j]);
        work.mean[j] += share * work.row[j];
      }
    }
  }

  private static void write(Matrix pooled, int row, int column, float[] values) {
    if (column >= 0) {
      pooled.writePart(row, column, values, values.length);
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
    RowWorkers.run(
        Nd4jRuntime.loopThreads(),
        packed.size(),
        LEAST_SENTENCES,
        (from, to) ->
            spaces.lend(
                work -> {
                  for (int r = from; r < to; r++) {
                    read(pooled, r, columns.max(), work.max);
                    read(dPooled, r, columns.max(), work.dMax);
                    read(dPooled, r, columns.mean(), work.dMean);
                    spread(work, packed, r, outputs, shares, dOutputs);
                  }
                }));
  }

  private static void read(Matrix pooled, int row, int column, float[] into) {
    if (column >= 0) {
      pooled.readPart(row, column, into, into.length);
    }
  }

  /** The first of several largest values in the order of the sentence takes the gradient. */
  private void spread(
      Work work, PackedRows packed, int r, Matrix outputs, float[] shares, Matrix dOutputs) {
    int width = work.row.length;
    int length = packed.lengths()[r];
    for (int n = 0; n < length; n++) {
      int k = packed.offset(reverse ? length - 1 - n : n) + r;
      float share = shares == null ? 0 : shares[k];
      if (columns.hasMax()) {
        outputs.read(k, work.row);
        for (int j = 0; j < width; j++) {
          boolean hit = work.row[j] == work.max[j];
          float ofMax = hit ? work.dMax[j] : 0;
          work.dMax[j] = hit ? 0 : work.dMax[j];
          work.row[j] = ofMax + share * work.dMean[j];
        }
      } else {
        for (int j = 0; j < width; j++) {
          work.row[j] = share * work.dMean[j];
        }
      }
      dOutputs.write(k, work.row);
    }
  }
}
