package io.github.simloss.backend.java;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

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
    return forward(lstm, List.of(inputs), List.of(start)).get(0);
  }

  /**
   * Runs several sentences forward, step by step together.
   *
   * @param lstm the weights
   * @param inputs of each sentence one vector a step
   * @param starts of each h before the first step
   */
  static List<LstmRun> forward(
      ReferenceLstm lstm, List<List<double[]>> inputs, List<double[]> starts) {
    List<LstmRun> runs = inputs.stream().map(sentence -> new LstmRun(lstm)).toList();
    double[][] h = starts.toArray(double[][]::new);
    double[][] c = new double[h.length][lstm.hidden()];
    int longest = inputs.stream().mapToInt(List::size).max().orElse(0);
    for (int t = 0; t < longest; t++) {
      int time = t;
      int[] alive = IntStream.range(0, h.length).filter(n -> time < inputs.get(n).size()).toArray();
      ReferenceLstm.Step[] steps =
          lstm.forward(
              chosen(alive, n -> inputs.get(n).get(time)),
              chosen(alive, n -> h[n]),
              chosen(alive, n -> c[n]));
      for (int k = 0; k < alive.length; k++) {
        runs.get(alive[k]).steps.add(steps[k]);
        h[alive[k]] = steps[k].h();
        c[alive[k]] = steps[k].c();
      }
    }
    return runs;
  }

  private static double[][] chosen(int[] indices, IntFunction<double[]> vector) {
    return Arrays.stream(indices).mapToObj(vector).toArray(double[][]::new);
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
