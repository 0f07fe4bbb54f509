package io.github.simloss.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import com.sun.jna.Function;
import com.sun.jna.Platform;
import io.github.simloss.backend.Backends;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.testing.LibraryUse;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A program that uses DJL itself, and a loss of ours in it, keeps its settings. */
class UntouchedProcessTest {

  /** What such a program does, and what it finds. */
  public static final class Program implements Runnable {
    @Override
    public void run() {
      float[] rows = {1, 0, 1, 1, 0, 1, -1, 1};
      UnitVectors vectors = UnitVectors.of(rows, 4, 2);
      LossSpec spec = LossSpec.of("soft-label").with("neighbours", 2).with("epsilon", 0);
      try (SimilarityLoss loss = SimilarityLoss.builder(spec, vectors).build();
          NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu())) {
        int threads = JniUtils.getNumThreads();
        NDList labels = new NDList(manager.create(new int[] {1, 2}));
        NDList logits = new NDList(manager.zeros(new Shape(2, 4)));
        float value = loss.evaluate(labels, logits).getFloat();
        System.out.println(Math.abs(value - Math.log(4)) < 1e-6 ? "right" : "wrong: " + value);
        System.out.println("threads " + (threads == JniUtils.getNumThreads()));
        System.out.println("backends " + Backends.discover().get("djl").devices().get(0));
      }
      System.out.println("OMP_WAIT_POLICY " + variable("OMP_WAIT_POLICY"));
    }

    private static String variable(String name) {
      return Function.getFunction(Platform.C_LIBRARY_NAME, "getenv")
          .invokeString(new Object[] {name}, false);
    }
  }

  @Test
  void nothingIsSetUnlessItIsAskedFor() throws Exception {
    Assumptions.assumeTrue(Platform.isLinux() || Platform.isMac(), "setenv is POSIX");
    List<String> lines = LibraryUse.lines(Program.class);
    assertTrue(lines.contains("right"), lines.toString());
    assertTrue(lines.contains("threads true"), lines.toString());
    assertTrue(lines.contains("backends cpu"), lines.toString());
    assertTrue(lines.contains("OMP_WAIT_POLICY null"), lines.toString());
    for (String ours : List.of("ai.djl.", "OPT_OUT", "simloss", "org.slf4j")) {
      String property = "property " + ours;
      assertTrue(lines.stream().noneMatch(line -> line.startsWith(property)), lines.toString());
    }
  }

  /** As the command line asks; what the user has set stays. */
  @Test
  void whatIsAskedForIsSetButNothingOfTheUsers() throws Exception {
    Assumptions.assumeTrue(Platform.isLinux() || Platform.isMac(), "setenv is POSIX");
    List<String> lines =
        LibraryUse.lines(
            Backend.class, "-Dsimloss.native.environment=true", "-DOPT_OUT_TRACKING=false");
    assertEquals("offline true, silent false", lines.get(0), lines.toString());
  }

  /** The engine alone. */
  public static final class Backend implements Runnable {
    @Override
    public void run() {
      Backends.discover().get("djl").devices();
      System.out.println(
          "offline "
              + System.getProperty("ai.djl.offline")
              + ", silent "
              + System.getProperty("OPT_OUT_TRACKING"));
    }
  }
}
