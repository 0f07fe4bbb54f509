package io.github.simloss.dl4j;

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
