package io.github.simloss.selftest.golden;

import io.github.simloss.backend.Engine;
import java.util.List;

/** {@link GoldenFamily} against an engine: codes, logits, losses, gradients and ten steps. */
final class GoldenFamilyCheck {
  private final GoldenFamily golden;
  private final Engine engine;

  GoldenFamilyCheck(GoldenFamily golden, Engine engine) {
    this.golden = golden;
    this.engine = engine;
  }

  /** The checks of every member, each named after it. */
  List<EngineCheck.Check> run() {
    return golden.cases().stream()
        .flatMap(one -> new GoldenModelCheck(one.name() + ": ", one.model(), engine).run().stream())
        .toList();
  }
}
