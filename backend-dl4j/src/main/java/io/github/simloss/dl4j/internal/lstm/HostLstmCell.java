package io.github.simloss.dl4j.internal.lstm;

import io.github.simloss.backend.host.FloatRows;
import io.github.simloss.backend.host.RowWorkers;
import io.github.simloss.backend.host.WorkSpaces;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.runtime.Nd4jRuntime;
import java.util.Arrays;

/** The cell as one fused loop a row, for the CPU. */
final class HostLstmCell implements LstmCell {
  /** Below about this many values, starting a thread costs more than it saves. */
  private static final int LEAST_VALUES = 4096;

  private final WorkSpaces<Work> spaces;

  /**
   * A cell.
   *
   * @param size H
   */
  HostLstmCell(int size) {
    spaces = new WorkSpaces<>(() -> new Work(size));
  }

  /**
   * One row at hand; each gate in an array of its own, for the compiler vectorizes no other loops.
   */
  private static final class Work {
    final FloatRows rows = new FloatRows();
    final float[] gates;
    final float[] input;
    final float[] forget;
    final float[] candidate;
    final float[] output;
    final float[] cell;
    final float[] tanh;
    final float[] out;
    final float[] dh;
    final float[] dc;

    Work(int size) {
      gates = new float[4 * size];
      input = new float[size];
      forget = new float[size];
      candidate = new float[size];
      output = new float[size];
      cell = new float[size];
      tanh = new float[size];
      out = new float[size];
      dh = new float[size];
      dc = new float[size];
    }

    /** Reads a row of gates, and the cell before it: zeros where {@code previous} is -1. */
    void read(Matrix allGates, int row, Matrix cells, int previous) {
      allGates.read(row, gates);
      if (previous >= 0) {
        cells.read(previous, cell);
      } else {
        Arrays.fill(cell, 0);
      }
    }

    void splitGates() {
      int size = cell.length;
      System.arraycopy(gates, 0, input, 0, size);
      System.arraycopy(gates, size, forget, 0, size);
      System.arraycopy(gates, 2 * size, candidate, 0, size);
      System.arraycopy(gates, 3 * size, output, 0, size);
    }

    void joinGates() {
      int size = cell.length;
      System.arraycopy(input, 0, gates, 0, size);
      System.arraycopy(forget, 0, gates, size, size);
      System.arraycopy(candidate, 0, gates, 2 * size, size);
      System.arraycopy(output, 0, gates, 3 * size, size);
    }
  }

  @Override
  public void forward(
      Matrix gates,
      float[] bias,
      Matrix c,
      int previous,
      Matrix tanhC,
      Matrix h,
      int row,
      int count) {
    int size = c.columns();
    RowWorkers.run(
        Nd4jRuntime.loopThreads(),
        count,
        1 + LEAST_VALUES / size,
        (from, to) ->
            spaces.lend(
                work -> {
                  for (int r = from; r < to; r++) {
                    work.read(gates, row + r, c, previous < 0 ? -1 : previous + r);
                    forward(work, bias);
                    gates.write(row + r, work.gates);
                    c.write(row + r, work.cell);
                    tanhC.write(row + r, work.tanh);
                    h.write(row + r, work.out);
                  }
                }));
  }

  private static void forward(Work work, float[] bias) {
    float[] gate = work.gates;
    FloatRows rows = work.rows;
    int size = work.cell.length;
    for (int k = 0; k < 4 * size; k++) {
      gate[k] = -(gate[k] + bias[k]);
    }
    for (int k = 2 * size; k < 3 * size; k++) {
      gate[k] = -2 * gate[k];
    }
    // Sigmoid: 1 / (1 + e^-x); tanh: (e^2x - 1) / (e^2x + 1), without losing digits near 0.
    rows.exp(gate, 0, 2 * size, 0);
    rows.exp(gate, 2 * size, size, 1);
    rows.exp(gate, 3 * size, size, 0);
    for (int k = 0; k < 2 * size; k++) {
      gate[k] = 1 / (1 + gate[k]);
    }
    for (int k = 2 * size; k < 3 * size; k++) {
      gate[k] = gate[k] / (gate[k] + 2);
    }
    for (int k = 3 * size; k < 4 * size; k++) {
      gate[k] = 1 / (1 + gate[k]);
    }
    work.splitGates();
    float[] input = work.input;
    float[] forget = work.forget;
    float[] candidate = work.candidate;
    float[] output = work.output;
    float[] cell = work.cell;
    float[] tanh = work.tanh;
    float[] out = work.out;
    for (int j = 0; j < size; j++) {
      cell[j] = input[j] * candidate[j] + forget[j] * cell[j];
      tanh[j] = 2 * cell[j];
    }
    rows.exp(tanh, 0, size, 1);
    for (int j = 0; j < size; j++) {
      tanh[j] = tanh[j] / (tanh[j] + 2);
      out[j] = output[j] * tanh[j];
    }
  }

  @Override
  public void backward(
      Matrix gates,
      Matrix c,
      int previous,
      Matrix tanhC,
      Matrix dH,
      Matrix dC,
      int row,
      int count) {
    int size = c.columns();
    RowWorkers.run(
        Nd4jRuntime.loopThreads(),
        count,
        1 + 4 * LEAST_VALUES / size,
        (from, to) ->
            spaces.lend(
                work -> {
                  for (int r = from; r < to; r++) {
                    work.read(gates, row + r, c, previous < 0 ? -1 : previous + r);
                    tanhC.read(row + r, work.tanh);
                    dH.read(row + r, work.dh);
                    dC.read(r, work.dc);
                    backward(work);
                    gates.write(row + r, work.gates);
                    dC.write(r, work.dc);
                  }
                }));
  }

  private static void backward(Work work) {
    work.splitGates();
    int size = work.cell.length;
    float[] input = work.input;
    float[] forget = work.forget;
    float[] candidate = work.candidate;
    float[] output = work.output;
    float[] before = work.cell;
    float[] tanh = work.tanh;
    float[] dh = work.dh;
    float[] dc = work.dc;
    for (int j = 0; j < size; j++) {
      float dCell = dc[j] + dh[j] * output[j] * (1 - tanh[j] * tanh[j]);
      float i = input[j];
      float f = forget[j];
      float g = candidate[j];
      float o = output[j];
      input[j] = dCell * g * i * (1 - i);
      forget[j] = dCell * before[j] * f * (1 - f);
      candidate[j] = dCell * i * (1 - g * g);
      output[j] = dh[j] * tanh[j] * o * (1 - o);
      dc[j] = dCell * f;
    }
    work.joinGates();
  }
}
