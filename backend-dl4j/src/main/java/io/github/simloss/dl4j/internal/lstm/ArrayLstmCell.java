package io.github.simloss.dl4j.internal.lstm;

import io.github.simloss.dl4j.internal.array.Matrix;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The cell as ND4J operations, for devices whose memory no Java loop can reach. */
final class ArrayLstmCell implements LstmCell {

  private static INDArray gate(INDArray gates, int index, int size) {
    return gates.get(
        NDArrayIndex.all(), NDArrayIndex.interval((long) index * size, (index + 1L) * size));
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
    INDArray all = gates.rows(row, count);
    try (INDArray biases = Nd4j.create(bias, bias.length)) {
      all.addiRowVector(biases);
    }
    INDArray input = Transforms.sigmoid(gate(all, 0, size), false);
    INDArray forget = Transforms.sigmoid(gate(all, 1, size), false);
    INDArray candidate = Transforms.tanh(gate(all, 2, size), false);
    INDArray output = Transforms.sigmoid(gate(all, 3, size), false);
    INDArray cell = c.rows(row, count);
    if (previous >= 0) {
      cell.assign(c.rows(previous, count)).muli(forget);
    } else {
      cell.assign(0);
    }
    try (INDArray gain = input.mul(candidate)) {
      cell.addi(gain);
    }
    INDArray bent = tanhC.rows(row, count);
    bent.assign(cell);
    Transforms.tanh(bent, false);
    h.rows(row, count).assign(bent).muli(output);
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
    INDArray all = gates.rows(row, count);
    INDArray input = gate(all, 0, size);
    INDArray forget = gate(all, 1, size);
    INDArray candidate = gate(all, 2, size);
    INDArray output = gate(all, 3, size);
    INDArray bent = tanhC.rows(row, count);
    INDArray dh = dH.rows(row, count);
    INDArray dc = dC.rows(0, count);
    try (INDArray slope = bent.mul(bent).rsubi(1).muli(output).muli(dh);
        INDArray dInput = input.rsub(1).muli(input).muli(candidate);
        INDArray dForget = forget.rsub(1).muli(forget);
        INDArray dCandidate = candidate.mul(candidate).rsubi(1).muli(input);
        INDArray dOutput = output.rsub(1).muli(output).muli(bent).muli(dh)) {
      dc.addi(slope);
      if (previous >= 0) {
        dForget.muli(c.rows(previous, count)).muli(dc);
      } else {
        dForget.assign(0);
      }
      input.assign(dInput.muli(dc));
      candidate.assign(dCandidate.muli(dc));
      dc.muli(forget);
      forget.assign(dForget);
      output.assign(dOutput);
    }
  }
}
