package io.github.simloss.selftest.golden;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.selftest.Finding;
import io.github.simloss.selftest.ModelCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An engine against plain Java over many hidden sizes: a native library has a kernel for each way a
 * size can fail to fit its vectors, and each may be wrong.
 */
final class HiddenSizeCheck {
  private static final int FEW_INPUTS = 50;
  private static final int USUAL_INPUTS = 300;
  private static final int LARGEST_SMALL = 70;
  private static final int[] LARGE = {100, 128, 200, 256, 300, 512};

  private HiddenSizeCheck() {}

  static List<EngineCheck.Check> run(Engine engine) {
    List<EngineCheck.Check> checks = new ArrayList<>();
    IntStream.rangeClosed(1, LARGEST_SMALL)
        .forEach(hidden -> checks.addAll(check(engine, FEW_INPUTS, hidden)));
    IntStream.of(LARGE).forEach(hidden -> checks.addAll(check(engine, USUAL_INPUTS, hidden)));
    return checks;
  }

  private static List<EngineCheck.Check> check(Engine engine, int inputs, int hidden) {
    ModelCheck check = new ModelCheck(inputs, hidden, engine.device());
    try (TrainableModel model =
        engine.trainable(check.spec(), check.weights(), check.loss(), AdamSettings.DEFAULT)) {
      String name = "hidden size " + hidden + ", input size " + inputs + ": ";
      return List.of(named(name, check.inference(model)), named(name, check.training(model)));
    }
  }

  private static EngineCheck.Check named(String name, Finding finding) {
    return new EngineCheck.Check(name + finding.what(), finding.error(), finding.tolerance());
  }
}
