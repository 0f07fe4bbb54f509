package io.github.simloss.djl.internal.model;

import io.github.simloss.contract.SafePathContract;
import io.github.simloss.djl.internal.lstm.LstmPath;
import io.github.simloss.selftest.CheckedEngine;

/** Each path of PyTorch spoiled in turn. */
class DjlSafePathTest implements SafePathContract<LstmPath> {
  @Override
  public CheckedEngine<LstmPath> paths() {
    return new DjlEngine();
  }
}
