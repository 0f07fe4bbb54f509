package io.github.simloss.spark;

import io.github.simloss.testing.PublicApi;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PublicApiTest {
  @Test
  void theSurfaceIsTheListedOne() throws IOException {
    PublicApi.check(Path.of(""));
  }
}
