package io.github.simloss.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.contract.SizeTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every hidden size again as on other machines, each in a process of its own, since PyTorch's
 * libraries find out about theirs when they load. What this machine does at its best the contract
 * tests in this process.
 */
class OtherMachinesTest {
  /** Whoever starts the tests may have set these; each test sets its own. */
  private static final Set<String> BOUNDS =
      Set.of("ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA", "ATEN_CPU_CAPABILITY");

  private record Output(int code, String text) {
    /** The line of a hidden size, or of the worst. */
    String line(String name) {
      return text.lines()
          .filter(line -> line.strip().startsWith(name + "  "))
          .findFirst()
          .orElseThrow(() -> new AssertionError(text));
    }

    double codes(int hidden) {
      return Double.parseDouble(line(Integer.toString(hidden)).strip().split("\\s+", -1)[1]);
    }

    long warnings() {
      return text.lines().filter(line -> line.contains("is wrong for inference")).count();
    }
  }

  private static Output run(Class<?> program, Map<String, String> environment, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(options));
    command.addAll(List.of(program.getName(), "djl"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeAll(BOUNDS);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Output(process.waitFor(), text);
  }

  private static Output runWithHiddenCaches(String form) throws IOException, InterruptedException {
    HiddenCaches.obstacle().ifPresent(why -> Assumptions.abort(why));
    Output output = run(HiddenCaches.class, Map.of(), "-D" + LstmForms.PROPERTY + "=" + form);
    Assumptions.assumeFalse(output.text().contains(HiddenCaches.NOT_FOUND), HiddenCaches.NOT_FOUND);
    return output;
  }

  static Stream<Map<String, String>> instructionSets() {
    return Stream.of(
        // ATen's kernels are compiled for AVX2 or not; default is what every x86-64 CPU has.
        Map.of("ONEDNN_MAX_CPU_ISA", "SSE41", "ATEN_CPU_CAPABILITY", "default"),
        // A bound above what a CPU has changes nothing, so this runs anywhere.
        Map.of("ONEDNN_MAX_CPU_ISA", "AVX2"));
  }

  @ParameterizedTest
  @MethodSource("instructionSets")
  void olderInstructionSets(Map<String, String> bounds) throws Exception {
    Output output = run(SizeTable.class, bounds);
    assertEquals(0, output.code(), output::text);
    System.out.println(bounds + ": " + output.line("worst"));
  }

  @Test
  void aVirtualMachineThatHidesItsCaches() throws Exception {
    Output output = runWithHiddenCaches("auto");
    assertEquals(0, output.code(), output::text);
    // Of sizes 1..70, 100, 200 and 300, those that leave 1 to 16 when divided by 32: one line each.
    assertEquals(41, output.warnings(), output::text);
    System.out.println("caches hidden: " + output.line("worst"));
  }

  /** So that the test above is known to be about something. */
  @Test
  void whatTheFormForInferenceDoesThere() throws Exception {
    Output output = runWithHiddenCaches("inference");
    assertNotEquals(0, output.code(), output::text);
    assertTrue(output.codes(100) > 0.01, output::text);
    assertTrue(output.codes(128) < 1e-5, output::text);
    assertTrue(output.text().contains("AssertionError: beyond 1.0E-5"), output::text);
    System.out.println("caches hidden, unchecked: " + output.line("worst"));
  }
}
