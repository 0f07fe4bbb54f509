package io.github.simloss.dl4j;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import io.github.simloss.backend.Backends;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.testing.LibraryUse;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A program that uses DL4J itself, and a loss of ours in it, keeps its settings. */
class UntouchedProcessTest {

  /** What such a program does, and what it finds. */
  public static final class Program implements Runnable {
    @Override
    public void run() {
      float[] rows = {1, 0, 1, 1, 0, 1, -1, 1};
      UnitVectors vectors = UnitVectors.of(rows, 4, 2);
      LossSpec spec = LossSpec.of("soft-label").with("neighbours", 2).with("epsilon", 0);
      SimilarityLoss loss = SimilarityLoss.builder(spec, vectors).build();
      int threads = Nd4j.getEnvironment().maxThreads();
      INDArray labels = Nd4j.createFromArray(1f, 2f).reshape(2, 1);
      INDArray logits = Nd4j.zeros(DataType.FLOAT, 2, 4);
      double value = loss.computeScore(labels, logits, new ActivationSoftmax(), null, true);
      System.out.println(Math.abs(value - Math.log(4)) < 1e-6 ? "right" : "wrong: " + value);
      System.out.println("threads " + (threads == Nd4j.getEnvironment().maxThreads()));
      System.out.println("backends " + Backends.discover().get("dl4j").devices().get(0));
      System.out.println("OMP_WAIT_POLICY " + variable("OMP_WAIT_POLICY"));
      System.out.println("OPENBLAS_THREAD_TIMEOUT " + variable("OPENBLAS_THREAD_TIMEOUT"));
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
    assertTrue(lines.contains("OPENBLAS_THREAD_TIMEOUT null"), lines.toString());
    for (String ours : List.of("org.nd4j.log", "org.bytedeco.javacpp.logger", "org.slf4j")) {
      String property = "property " + ours;
      assertTrue(lines.stream().noneMatch(line -> line.startsWith(property)), lines.toString());
    }
  }
}
