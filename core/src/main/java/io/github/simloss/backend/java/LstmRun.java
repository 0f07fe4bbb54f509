package io.github.simloss.backend.java;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** One LSTM over one sentence: forward, and back. */
final class LstmRun {
  private final ReferenceLstm lstm;
  private final List<ReferenceLstm.Step> steps = new ArrayList<>();

  /** Of each step, the last first, as the way back takes them. */
  private final List<ReferenceLstm.Back> backs = new ArrayList<>();

  private LstmRun(ReferenceLstm lstm) {
    this.lstm = lstm;
  }

  /**
   * Runs forward.
   *
   * @param lstm the weights
   * @param inputs one vector a step
   * @param start h before the first step; c is zero
   */
  static LstmRun forward(ReferenceLstm lstm, List<double[]> inputs, double[] start) {
    LstmRun run = new LstmRun(lstm);
    double[] h = start;
    double[] c = new double[lstm.hidden()];
    for (double[] input : inputs) {
      ReferenceLstm.Step step = lstm.forward(input, h, c);
      run.steps.add(step);
      h = step.h();
      c = step.c();
    }
    return run;
  }

  /** h after each step. */
  List<double[]> outputs() {
    return steps.stream().map(ReferenceLstm.Step::h).toList();
  }

  /**
   * Runs back.
   *
   * @param dOutputs gradient of h after each step, from above
   * @return the gradient of h before the first step
   */
  double[] backward(List<double[]> dOutputs) {
    double[] dh = new double[lstm.hidden()];
    double[] dc = new double[dh.length];
    for (int t = steps.size() - 1; t >= 0; t--) {
      for (int k = 0; k < dh.length; k++) {
        dh[k] += dOutputs.get(t)[k];
      }
      ReferenceLstm.Back back = lstm.backward(steps.get(t), dh, dc);
      backs.add(back);
      dh = back.before().h();
      dc = back.before().c();
    }
    return dh;
  }

  /** The gradient of each input, after {@link #backward}. */
  List<double[]> inputGradients() {
    List<double[]> gradients = new ArrayList<>();
    for (int t = steps.size() - 1; t >= 0; t--) {
      gradients.add(lstm.inputGradient(backs.get(t)));
    }
    return gradients;
  }

  /**
   * Adds the gradients of the weights, of runs of one LSTM in their order.
   *
   * @param runs there and back, at least one
   * @param gradients by name; added to
   */
  static void addGradients(List<LstmRun> runs, Map<String, double[]> gradients) {
    List<ReferenceLstm.Step> allSteps = new ArrayList<>();
    List<ReferenceLstm.Back> allBacks = new ArrayList<>();
    for (LstmRun run : runs) {
      List<ReferenceLstm.Step> turned = new ArrayList<>(run.steps);
      Collections.reverse(turned);
      allSteps.addAll(turned);
      allBacks.addAll(run.backs);
    }
    runs.get(0).lstm.addGradients(allSteps, allBacks, gradients);
  }
}
