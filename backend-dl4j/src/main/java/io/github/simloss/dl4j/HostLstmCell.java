package io.github.simloss.dl4j;

import java.util.Arrays;

/** The cell as one fused loop a row, for the CPU. */
final class HostLstmCell implements LstmCell {
  /** Below about this many values, starting a thread costs more than it saves. */
  private static final int LEAST_VALUES = 4096;

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
        count,
        1 + LEAST_VALUES / size,
        (from, to) -> {
          float[] gate = new float[4 * size];
          float[] cell = new float[size];
          float[] tanh = new float[size];
          float[] out = new float[size];
          FloatRows rows = new FloatRows();
          for (int r = from; r < to; r++) {
            gates.read(row + r, gate);
            if (previous >= 0) {
              c.read(previous + r, cell);
            }
            forward(rows, gate, bias, cell, previous >= 0, tanh, out);
            gates.write(row + r, gate);
            c.write(row + r, cell);
            tanhC.write(row + r, tanh);
            h.write(row + r, out);
          }
        });
  }

  private static void forward(
      FloatRows rows,
      float[] gate,
      float[] bias,
      float[] cell,
      boolean hasPrevious,
      float[] tanh,
      float[] out) {
    int size = cell.length;
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
    if (!hasPrevious) {
      Arrays.fill(cell, 0);
    }
    // Each gate in an array of its own: the compiler vectorises loops of one index only.
    float[] input = Arrays.copyOf(gate, size);
    float[] forget = Arrays.copyOfRange(gate, size, 2 * size);
    float[] candidate = Arrays.copyOfRange(gate, 2 * size, 3 * size);
    float[] output = Arrays.copyOfRange(gate, 3 * size, 4 * size);
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
        count,
        1 + 4 * LEAST_VALUES / size,
        (from, to) -> {
          float[] gate = new float[4 * size];
          float[] before = new float[size];
          float[] tanh = new float[size];
          float[] dh = new float[size];
          float[] dc = new float[size];
          for (int r = from; r < to; r++) {
            gates.read(row + r, gate);
            if (previous >= 0) {
              c.read(previous + r, before);
            }
            tanhC.read(row + r, tanh);
            dH.read(row + r, dh);
            dC.read(r, dc);
            backward(gate, before, tanh, dh, dc);
            gates.write(row + r, gate);
            dC.write(r, dc);
          }
        });
  }

  private static void backward(float[] gate, float[] before, float[] tanh, float[] dh, float[] dc) {
    int size = tanh.length;
    float[] input = Arrays.copyOf(gate, size);
    float[] forget = Arrays.copyOfRange(gate, size, 2 * size);
    float[] candidate = Arrays.copyOfRange(gate, 2 * size, 3 * size);
    float[] output = Arrays.copyOfRange(gate, 3 * size, 4 * size);
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
    System.arraycopy(input, 0, gate, 0, size);
    System.arraycopy(forget, 0, gate, size, size);
    System.arraycopy(candidate, 0, gate, 2 * size, size);
    System.arraycopy(output, 0, gate, 3 * size, size);
  }
}
