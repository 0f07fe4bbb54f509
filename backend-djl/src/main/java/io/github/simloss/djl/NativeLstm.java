package io.github.simloss.djl;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/** PyTorch's LSTM in one form, over the weights of a check. */
final class NativeLstm implements LstmCheck.Kernel {
  private final LstmForm form;
  private final NDManager manager;
  private final LstmCheck check;
  private final NDList weights = new NDList();

  /**
   * @param form how it runs
   * @param manager of the device; frees the weights
   * @param check whose sizes and weights it has
   */
  NativeLstm(LstmForm form, NDManager manager, LstmCheck check) {
    this.form = form;
    this.manager = manager;
    this.check = check;
    int gates = 4 * check.hidden();
    check.weights(
        values ->
            weights.add(
                // The biases come last.
                weights.size() < 2
                    ? Copies.floats(manager, values, gates, values.length / gates)
                    : Copies.floats(manager, values, gates)));
  }

  @Override
  public LstmCheck.States run(int steps, int rows, float[] x, float[] h, float[] c) {
    try (Step step = new Step()) {
      step.record(false);
      NDList state =
          new NDList(
              Copies.floats(manager, h, 1, rows, check.hidden()),
              Copies.floats(manager, c, 1, rows, check.hidden()));
      NDList result =
          form.run(Copies.floats(manager, x, steps, rows, check.inputs()), state, weights);
      return new LstmCheck.States(
          Copies.read(result.get(0)), Copies.read(result.get(1)), Copies.read(result.get(2)));
    }
  }
}
