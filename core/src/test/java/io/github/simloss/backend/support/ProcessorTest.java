package io.github.simloss.backend.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTest {
  @Test
  void modelArchitectureAndWidestVectors() {
    List<String> lines =
        List.of(
            "processor\t: 0",
            "model\t\t: 17",
            "model name\t: AMD EPYC 9R14",
            "flags\t\t: fpu sse4_2 avx avx2 avx512f avx512dq",
            "",
            "processor\t: 1",
            "model name\t: another",
            "flags\t\t: fpu");
    assertEquals("AMD EPYC 9R14, amd64, AVX-512", Processor.description(lines, "", "amd64"));
  }

  @Test
  void flagsAreWholeWords() {
    List<String> lines = List.of("model name : x", "flags : avx512_bf16 avx2x avx");
    assertEquals("x, amd64, AVX", Processor.description(lines, "unused", "amd64"));
  }

  @Test
  void armNamesItsFeatures() {
    List<String> lines = List.of("Features\t: fp asimd evtstrm");
    assertEquals("aarch64, NEON", Processor.description(lines, "", "aarch64"));
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    assertEquals("aarch64", Processor.description(List.of(), "", "aarch64"));
    assertEquals(
        "Intel64 Family 6, amd64",
        Processor.description(List.of("no colon"), "Intel64 Family 6", "amd64"));
    assertEquals("amd64", Processor.description(List.of("model name :", "flags:"), "", "amd64"));
  }

  @Test
  void thisMachineHasOne() {
    assertTrue(Processor.description().contains(System.getProperty("os.arch")));
  }
}
