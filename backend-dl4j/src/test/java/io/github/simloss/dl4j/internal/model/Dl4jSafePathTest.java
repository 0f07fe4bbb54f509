package io.github.simloss.dl4j.internal.model;

import io.github.simloss.contract.SafePathContract;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.selftest.CheckedEngine;

/** Each path of ND4J spoiled in turn. */
class Dl4jSafePathTest implements SafePathContract<ComputePath> {
  @Override
  public CheckedEngine<ComputePath> paths() {
    return new Dl4jEngine(true);
  }
}
