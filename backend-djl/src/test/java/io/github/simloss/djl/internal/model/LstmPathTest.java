package io.github.simloss.djl.internal.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import io.github.simloss.backend.support.Processor;
import io.github.simloss.djl.internal.array.ArrayScope;
import io.github.simloss.djl.internal.array.NativeArrays;
import io.github.simloss.djl.internal.lstm.LstmForm;
import io.github.simloss.djl.internal.lstm.LstmPath;
import io.github.simloss.djl.internal.runtime.PyTorchRuntime;
import io.github.simloss.random.SeededRandom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The forms of an LSTM, and how a path is named. */
class LstmPathTest {
  @AfterEach
  void asTheMachineNeeds() {
    System.clearProperty(LstmPath.PROPERTY);
  }

  /**
   * PyTorch records where it runs as in training, which shows on weights that ask for gradients.
   */
  @ParameterizedTest
  @EnumSource(
      value = LstmForm.class,
      names = {"INFERENCE", "TRAINING"})
  void aKernelSetsTheGradientModeForItsCallAlone(LstmForm form) {
    boolean before = JniUtils.isGradMode();
    try (NDManager manager = PyTorchRuntime.manager(Device.CPU)) {
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
    PtNDArray weight = NativeArrays.zeros(manager, 12, 2);
    JniUtils.attachGradient(weight, gradients);
    NDList weights =
        new NDList(
            weight,
            NativeArrays.zeros(manager, 12, 3),
            NativeArrays.zeros(manager, 12),
            NativeArrays.zeros(manager, 12));
    NDList state =
        new NDList(NativeArrays.zeros(manager, 1, 4, 3), NativeArrays.zeros(manager, 1, 4, 3));
    NDList result = form.run(NativeArrays.zeros(manager, 5, 4, 2), state, weights);
    try {
      JniUtils.backward(
          (PtNDArray) result.get(0), NativeArrays.zeros(manager, 5, 4, 3), false, false);
      return true;
    } catch (EngineException e) {
      // There is no way back from what was not recorded.
      return false;
    }
  }

  /** As for a kernel, but the mode is the thread's. */
  @Test
  void operationsAreRecordedAsTheThreadSays() {
    boolean before = JniUtils.isGradMode();
    try (NDManager manager = PyTorchRuntime.manager(Device.CPU)) {
      for (boolean mode : new boolean[] {true, false}) {
        JniUtils.setGradMode(mode);
        assertEquals(mode, recorded(LstmForm.OPERATIONS, manager, true));
        assertEquals(mode, JniUtils.isGradMode());
      }
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /** Outputs and both states, by the kernel and without one. */
  @Test
  void operationsAreTheSameFunction() {
    try (NDManager manager = PyTorchRuntime.manager(Device.CPU);
        ArrayScope step = new ArrayScope()) {
      step.record(false);
      SeededRandom random = new SeededRandom(7);
      NDList weights =
          new NDList(
              uniform(manager, random, 20, 3),
              uniform(manager, random, 20, 5),
              uniform(manager, random, 20),
              uniform(manager, random, 20));
      NDList state =
          new NDList(uniform(manager, random, 1, 4, 5), uniform(manager, random, 1, 4, 5));
      PtNDArray x = uniform(manager, random, 6, 4, 3);
      NDList kernel = LstmForm.TRAINING.run(x, state, weights);
      NDList operations = LstmForm.OPERATIONS.run(x, state, weights);
      for (int k = 0; k < 3; k++) {
        assertEquals(kernel.get(k).getShape(), operations.get(k).getShape());
        assertArrayEquals(
            NativeArrays.read(kernel.get(k)), NativeArrays.read(operations.get(k)), 1e-6f);
      }
    }
  }

  private static PtNDArray uniform(NDManager manager, SeededRandom random, long... shape) {
    PtNDArray array = NativeArrays.zeros(manager, shape);
    float[] values = new float[Math.toIntExact(array.size())];
    for (int k = 0; k < values.length; k++) {
      values[k] = random.uniform(-1, 1);
    }
    NativeArrays.write(values, array);
    return array;
  }

  @Test
  void theCheckCanBeOverruled() {
    assertTrue(LstmPath.isChosenByCheck());
    assertEquals(List.of(LstmPath.values()), LstmPath.allowed());
    for (LstmPath path : LstmPath.values()) {
      System.setProperty(LstmPath.PROPERTY, path.name().toLowerCase(java.util.Locale.ROOT));
      assertFalse(LstmPath.isChosenByCheck());
      assertEquals(List.of(path), LstmPath.allowed());
    }
    System.setProperty(LstmPath.PROPERTY, "fast");
    SimlossException error = assertThrows(SimlossException.class, LstmPath::allowed);
    assertEquals(
        "simloss.djl.lstm is 'fast'; it must be one of auto, inference, training, operations",
        error.getMessage());
  }

  @Test
  void whatToDoIsForThisMachine() {
    assertEquals(
        Processor.description().contains("AVX-512"),
        new DjlEngine().remedy().contains("ONEDNN_MAX_CPU_ISA=AVX2"));
    assertTrue(new DjlEngine().remedy().endsWith("use the backend dl4j"));
  }
}
