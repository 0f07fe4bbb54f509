package io.github.simloss.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import com.sun.jna.Function;
import com.sun.jna.Platform;
import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.djl.internal.array.ArrayScope;
import io.github.simloss.djl.internal.array.NativeArrays;
import io.github.simloss.djl.internal.runtime.PyTorchRuntime;
import io.github.simloss.loss.ReconstructionLoss;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class DjlBackendTest {
  private static int threads() {
    return new DjlBackend().open(Device.CPU).threads();
  }

  @Test
  void isFoundByName() {
    assertTrue(
        ServiceLoader.load(Backend.class).stream()
            .anyMatch(p -> p.type() == DjlBackend.class && p.get().name().equals("djl")));
    assertTrue(new DjlBackend().description().matches("PyTorch 2\\.\\S+ \\(DJL.*\\)"));
  }

  @Test
  void reportsNothingAndDownloadsNothing() {
    assertTrue(threads() > 0);
    assertEquals("true", System.getProperty("ai.djl.offline"));
    assertEquals("true", System.getProperty("OPT_OUT_TRACKING"));
  }

  @Test
  void threadsDoNotSpin() {
    Assumptions.assumeTrue(Platform.isLinux() || Platform.isMac(), "setenv is POSIX");
    assertTrue(threads() > 0);
    String policy =
        Function.getFunction(Platform.C_LIBRARY_NAME, "getenv")
            .invokeString(new Object[] {"OMP_WAIT_POLICY"}, false);
    assertEquals("passive", policy);
  }

  @Test
  void theCallersGradientModeStaysAsItWas() {
    Engine engine = new DjlBackend().open(Device.CPU);
    assertTrue(engine.threads() > 0);
    for (boolean mode : new boolean[] {true, false}) {
      JniUtils.setGradMode(mode);
      engine.loss(ReconstructionLoss.crossEntropy(3), new float[6], new int[] {0, 2}, -1);
      assertEquals(mode, JniUtils.isGradMode());
    }
    JniUtils.setGradMode(true);
  }

  @Test
  void aStepFreesWhatItMadeAndKeepsWhatItIsTold() {
    try (NDManager manager = PyTorchRuntime.manager(Device.CPU)) {
      PtNDArray freed;
      PtNDArray kept;
      try (ArrayScope step = new ArrayScope()) {
        step.record(false);
        freed = NativeArrays.floats(manager, new float[] {1, 2}, 2);
        kept = step.keep(JniUtils.add(freed, freed));
      }
      assertTrue(freed.isReleased());
      assertFalse(kept.isReleased());
      assertEquals(4, NativeArrays.read(kept)[1]);
      // Arrays made outside belong to nobody's scope.
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        assertFalse(kept.isReleased());
      }
      assertFalse(kept.isReleased());
    }
  }
}
