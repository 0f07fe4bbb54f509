package io.github.simloss.dl4j;

import io.github.simloss.contract.SafePathContract;
import io.github.simloss.selftest.CheckedEngine;

/** Each path of ND4J spoiled in turn. */
class Dl4jSafePathTest implements SafePathContract<Memory> {
  @Override
  public CheckedEngine<Memory> paths() {
    return new CheckedNd4j(true);
  }
}
