package io.github.simloss.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Processor;
import io.github.simloss.backend.java.ReferenceLstm;
import io.github.simloss.model.AutoencoderSpec;
import io.github.simloss.model.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The check is able to fail, and what is chosen follows from it. */
class LstmFormsTest {
  private static final int INPUTS = 5;
  private static final int HIDDEN = 7;

  private final LstmCheck check = new LstmCheck(INPUTS, HIDDEN);
  private final List<String> warnings = new ArrayList<>();

  @AfterEach
  void asTheMachineNeeds() {
    System.clearProperty(LstmForms.PROPERTY);
  }

  /** What a kernel that lies changes in what it computed. */
  private interface Lie {
    void spoil(int steps, int rows, LstmCheck.States states);
  }

  /** An honest kernel in double precision, or one that lies. */
  private LstmCheck.Kernel kernel(Lie lie) {
    List<double[]> weights = new ArrayList<>();
    check.weights(values -> weights.add(doubles(values, 0, values.length)));
    ReferenceLstm lstm =
        new ReferenceLstm(
            "x",
            Map.of(
                Parameters.inputWeight("x"), weights.get(0),
                Parameters.hiddenWeight("x"), weights.get(1),
                Parameters.inputBias("x"), weights.get(2),
                Parameters.hiddenBias("x"), weights.get(3)),
            INPUTS,
            HIDDEN);
    return (steps, rows, x, h, c) -> {
      LstmCheck.States states =
          new LstmCheck.States(new float[steps * rows * HIDDEN], h.clone(), c.clone());
      for (int t = 0; t < steps; t++) {
        for (int b = 0; b < rows; b++) {
          int row = t * rows + b;
          ReferenceLstm.Step step =
              lstm.forward(
                  doubles(x, row * INPUTS, INPUTS),
                  doubles(states.h(), b * HIDDEN, HIDDEN),
                  doubles(states.c(), b * HIDDEN, HIDDEN));
          for (int k = 0; k < HIDDEN; k++) {
            states.outputs()[row * HIDDEN + k] = (float) step.h()[k];
            states.h()[b * HIDDEN + k] = (float) step.h()[k];
            states.c()[b * HIDDEN + k] = (float) step.c()[k];
          }
        }
      }
      lie.spoil(steps, rows, states);
      return states;
    };
  }

  private static double[] doubles(float[] values, int from, int count) {
    double[] widened = new double[count];
    for (int k = 0; k < count; k++) {
      widened[k] = values[from + k];
    }
    return widened;
  }

  private static final Lie HONEST = (steps, rows, states) -> {};

  private static final Lie SPOILED = (steps, rows, states) -> states.outputs()[0] += 0.5f;

  private LstmForm choose(Lie inference, Lie training) {
    Function<LstmForm, LstmCheck.Kernel> kernels =
        form -> kernel(form == LstmForm.INFERENCE ? inference : training);
    return LstmForms.choose(check, kernels, warnings::add);
  }

  @Test
  void theFormForInferenceWhereItIsRight() {
    assertEquals(LstmForm.INFERENCE, choose(HONEST, SPOILED));
    assertEquals(List.of(), warnings);
  }

  @Test
  void theFormForTrainingWhereThatForInferenceLies() {
    assertEquals(LstmForm.TRAINING, choose(SPOILED, HONEST));
    assertEquals(1, warnings.size());
    assertEquals(
        "the LSTM of "
            + Torch.description()
            + " is wrong for inference with hidden size 7 and input size 5 on this machine ("
            + Processor.description()
            + "), a state by up to 0.50; simloss runs it as in training, which is right",
        warnings.get(0));
  }

  @Test
  void noneWhereBothLie() {
    SimlossException error = assertThrows(SimlossException.class, () -> choose(SPOILED, SPOILED));
    String message = error.getMessage();
    assertTrue(message.contains(Torch.description()), message);
    assertTrue(message.contains(Processor.description()), message);
    assertTrue(message.contains("hidden size 7"), message);
    assertTrue(message.endsWith("use the backend dl4j"), message);
    assertEquals(
        Processor.description().contains("AVX-512"),
        message.contains("set ONEDNN_MAX_CPU_ISA=AVX2 in the environment, or "));
    assertTrue(message.lines().count() == 1, message);
    assertEquals(List.of(), warnings);
  }

  /** One value anywhere, in any kind of batch, by little more than rounding, or not a number. */
  @Test
  void everySingleLieIsSeen() {
    List<Lie> lies =
        List.of(
            (steps, rows, s) -> s.outputs()[s.outputs().length - 1] += rows == 128 ? 3e-5f : 0,
            (steps, rows, s) -> s.outputs()[0] -= rows == 1 && steps == 1 ? 3e-5f : 0,
            (steps, rows, s) -> s.outputs()[3] += rows == 1 && steps == 2 ? 3e-5f : 0,
            (steps, rows, s) -> s.outputs()[6] -= rows == 3 ? 3e-5f : 0,
            (steps, rows, s) -> s.h()[s.h().length - 1] += rows == 128 ? 3e-5f : 0,
            (steps, rows, s) -> s.c()[2] -= rows == 1 && steps == 2 ? 3e-5f : 0,
            (steps, rows, s) -> s.c()[6] += rows == 3 ? Float.NaN : 0,
            (steps, rows, s) -> s.outputs()[5] = Float.NEGATIVE_INFINITY,
            (steps, rows, s) -> Arrays.fill(s.outputs(), 0.1f));
    for (int k = 0; k < lies.size(); k++) {
      assertEquals(LstmForm.TRAINING, choose(lies.get(k), HONEST), "lie " + k);
    }
    assertEquals(lies.size(), warnings.size());
  }

  /**
   * What is chosen here is right here; the form for training only where that for inference is
   * wrong.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 16, 17, 32, 33, 48, 49, 100})
  void theChosenFormIsRight(int hidden) {
    LstmForm form = LstmForms.of(Device.CPU, spec(9, hidden));
    LstmCheck sizes = new LstmCheck(9, hidden);
    try (NDManager manager = Torch.manager(Device.CPU)) {
      double worst = sizes.worst(new NativeLstm(form, manager, sizes));
      assertTrue(worst <= sizes.tolerance(), "off by " + worst);
      if (form == LstmForm.TRAINING) {
        double inference = sizes.worst(new NativeLstm(LstmForm.INFERENCE, manager, sizes));
        assertTrue(!(inference <= sizes.tolerance()), "off by " + inference);
      }
    }
  }

  /**
   * PyTorch records where it runs as in training, which shows on weights that ask for gradients.
   */
  @ParameterizedTest
  @EnumSource(LstmForm.class)
  void aFormSetsTheGradientModeForItsCallAlone(LstmForm form) {
    boolean before = JniUtils.isGradMode();
    try (NDManager manager = Torch.manager(Device.CPU)) {
      for (boolean mode : new boolean[] {true, false}) {
        JniUtils.setGradMode(mode);
        assertEquals(mode || form == LstmForm.TRAINING, recorded(form, manager, true));
        assertEquals(mode, JniUtils.isGradMode());
        assertFalse(recorded(form, manager, false));
      }
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  private static boolean recorded(LstmForm form, NDManager manager, boolean gradients) {
    PtNDArray weight = Copies.zeros(manager, 12, 2);
    JniUtils.attachGradient(weight, gradients);
    NDList weights =
        new NDList(
            weight,
            Copies.zeros(manager, 12, 3),
            Copies.zeros(manager, 12),
            Copies.zeros(manager, 12));
    NDList state = new NDList(Copies.zeros(manager, 1, 4, 3), Copies.zeros(manager, 1, 4, 3));
    NDList result = form.run(Copies.zeros(manager, 5, 4, 2), state, weights);
    try {
      JniUtils.backward((PtNDArray) result.get(0), Copies.zeros(manager, 5, 4, 3), false, false);
      return true;
    } catch (EngineException e) {
      // There is no way back from what was not recorded.
      return false;
    }
  }

  @Test
  void theMachinesFormCanBeOverruled() {
    System.setProperty(LstmForms.PROPERTY, "inference");
    assertEquals(LstmForm.INFERENCE, LstmForms.of(Device.CPU, spec(5, 4)));
    System.setProperty(LstmForms.PROPERTY, "training");
    assertEquals(LstmForm.TRAINING, LstmForms.of(Device.CPU, spec(5, 4)));
    System.setProperty(LstmForms.PROPERTY, "fast");
    SimlossException error =
        assertThrows(SimlossException.class, () -> LstmForms.of(Device.CPU, spec(5, 4)));
    assertEquals(
        "simloss.djl.lstm is 'fast'; it must be auto, inference or training", error.getMessage());
  }

  @Test
  void aGpuIsNotCheckedHere() {
    assertEquals(LstmForm.INFERENCE, LstmForms.of(Device.gpu(0), spec(5, 4)));
  }

  private static AutoencoderSpec spec(int dimension, int hidden) {
    return new AutoencoderSpec(10, dimension, hidden, 5, 6, 7, 8, 9);
  }
}
