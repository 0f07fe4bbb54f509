package io.github.simloss.dl4j.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import io.github.simloss.SimlossException;
import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.EngineConfig;
import io.github.simloss.dl4j.Dl4jBackend;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class NativeEnvironmentTest {

  @Test
  void threadsDoNotSpin() {
    Assumptions.assumeTrue(Platform.isLinux() || Platform.isMac(), "setenv is POSIX");
    assertTrue(new Dl4jBackend().open(EngineConfig.CPU).threads() > 0);
    assertEquals("20", variable("OPENBLAS_THREAD_TIMEOUT"));
    assertEquals("passive", variable("OMP_WAIT_POLICY"));
  }

  private static String variable(String name) {
    return Function.getFunction(Platform.C_LIBRARY_NAME, "getenv")
        .invokeString(new Object[] {name}, false);
  }

  @Test
  void isFoundByName() {
    assertTrue(
        ServiceLoader.load(Backend.class).stream()
            .anyMatch(p -> p.type() == Dl4jBackend.class && p.get().name().equals("dl4j")));
    assertTrue(new Dl4jBackend().description().matches("ND4J 1\\.0\\.\\S+ \\((CPU|CUDA)\\)"));
  }

  @Test
  void threadsCanBeSet() {
    try (Engine engine = new Dl4jBackend().open(EngineConfig.CPU)) {
      int before = engine.threads();
      try (Engine other = new Dl4jBackend().open(EngineConfig.CPU.withThreads(1))) {
        assertEquals(1, other.threads());
      } finally {
        Nd4jRuntime.setThreads(before);
      }
      assertEquals(before, engine.threads());
    }
    assertThrows(IllegalArgumentException.class, () -> Nd4jRuntime.setThreads(0));
  }

  @Test
  void aMissingDeviceIsNamedWithThoseThatAre() {
    SimlossException e =
        assertThrows(SimlossException.class, () -> new Dl4jBackend().open(Device.gpu(77)));
    assertTrue(e.getMessage().contains("gpu:77"), e.getMessage());
    assertTrue(e.getMessage().contains("it has cpu"), e.getMessage());
  }
}
