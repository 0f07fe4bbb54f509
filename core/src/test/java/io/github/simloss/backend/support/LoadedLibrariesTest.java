package io.github.simloss.backend.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LoadedLibrariesTest {
  private static Optional<Path> find(String start) {
    String name =
        new String("/home/ü/libx.so".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return LoadedLibraries.find(
        Stream.of(
            "7f00-7f01 rw-p 00000000 00:00 0 ",
            "7f01-7f02 r-xp 00000000 08:01 17                        /usr/lib/libopenblas_64.so.0",
            "7f02-7f03 r-xp 00000000 08:01 18                        /a b/libopenblas.so.0",
            "7f03-7f04 r-xp 00000000 08:01 18                        /c/libopenblas.so.1",
            "7f04-7f05 r-xp 00000000 08:01 18                        " + name),
        start);
  }

  @Test
  void byTheStartOfTheFileName() {
    assertEquals(Optional.of(Path.of("/a b/libopenblas.so.0")), find("libopenblas."));
    assertEquals(Optional.of(Path.of("/home/ü/libx.so")), find("libx"));
    assertEquals(Optional.empty(), find("libtorch"));
    assertEquals(Optional.empty(), find("lib/"));
  }
}
