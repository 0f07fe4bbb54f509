package io.github.simloss.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.contract.SizeTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every hidden size again with older instruction sets than this CPU has, as on the machines that
 * have no newer ones: PyTorch's libraries read their bounds from the environment when they load, so
 * each runs in a process of its own. What the CPU does at its best the contract tests in this
 * process. Bounds above what a CPU has change nothing, so that these run anywhere.
 */
class InstructionSetsTest {
  static Stream<Map<String, String>> bounds() {
    return Stream.of(
        // ATen's own kernels are compiled for AVX2 or not: default is what every x86-64 CPU has.
        Map.of("ONEDNN_MAX_CPU_ISA", "SSE41", "ATEN_CPU_CAPABILITY", "default"),
        Map.of("ONEDNN_MAX_CPU_ISA", "AVX2"));
  }

  @ParameterizedTest
  @MethodSource("bounds")
  void everyHiddenSize(Map<String, String> bounds) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                SizeTable.class.getName(),
                "djl")
            .redirectErrorStream(true);
    builder.environment().putAll(bounds);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> bounds + "\n" + said);
    String worst = said.lines().filter(line -> line.startsWith(" worst")).findFirst().orElse("");
    assertTrue(worst.length() > " worst".length(), said);
    System.out.println(said.lines().findFirst().orElse("") + ", " + bounds + ":" + worst);
  }
}
