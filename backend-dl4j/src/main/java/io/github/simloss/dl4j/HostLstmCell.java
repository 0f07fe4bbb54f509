package io.github.simloss.dl4j;

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
          for (int r = from; r < to; r++) {
            gates.read(row + r, gate);
            if (previous >= 0) {
              c.read(previous + r, cell);
            }
            forward(gate, bias, cell, previous >= 0, tanh, out);
            gates.write(row + r, gate);
            c.write(row + r, cell);
            tanhC.write(row + r, tanh);
            h.write(row + r, out);
          }
        });
  }

  private static void forward(
      float[] gate, float[] bias, float[] cell, boolean hasPrevious, float[] tanh, float[] out) {
    int size = cell.length;
    for (int j = 0; j < size; j++) {
      int f = size + j;
      int g = 2 * size + j;
      int o = 3 * size + j;
      double input = FastMath.sigmoid(gate[j] + bias[j]);
      double forget = FastMath.sigmoid(gate[f] + bias[f]);
      double candidate = FastMath.tanh(gate[g] + bias[g]);
      double output = FastMath.sigmoid(gate[o] + bias[o]);
      double value = input * candidate + (hasPrevious ? forget * cell[j] : 0);
      double bent = FastMath.tanh(value);
      gate[j] = (float) input;
      gate[f] = (float) forget;
      gate[g] = (float) candidate;
      gate[o] = (float) output;
      cell[j] = (float) value;
      tanh[j] = (float) bent;
      out[j] = (float) (output * bent);
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
    for (int j = 0; j < size; j++) {
      float input = gate[j];
      float forget = gate[size + j];
      float candidate = gate[2 * size + j];
      float output = gate[3 * size + j];
      float dCell = dc[j] + dh[j] * output * (1 - tanh[j] * tanh[j]);
      gate[j] = dCell * candidate * input * (1 - input);
      gate[size + j] = dCell * before[j] * forget * (1 - forget);
      gate[2 * size + j] = dCell * input * (1 - candidate * candidate);
      gate[3 * size + j] = dh[j] * tanh[j] * output * (1 - output);
      dc[j] = dCell * forget;
    }
  }
}
