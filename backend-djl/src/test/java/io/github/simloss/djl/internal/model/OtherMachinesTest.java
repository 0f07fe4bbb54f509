package io.github.simloss.djl.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Platform;
import io.github.simloss.backend.support.Processor;
import io.github.simloss.contract.ShortContract;
import io.github.simloss.djl.internal.lstm.LstmPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
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

  /** Six of them are among those that go wrong. */
  private static final String[] FEW = {"1", "4", "16", "17", "32", "33", "64", "100", "128", "300"};

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

    /** What oneDNN says it uses; empty where PyTorch runs without it. */
    String instructionSet() {
      return text.lines()
          .filter(line -> line.contains("info,cpu,isa:"))
          .map(line -> line.substring(line.indexOf("isa:")))
          .findFirst()
          .orElse("");
    }

    void print(String machine) {
      System.out.println(
          machine
              + ": "
              + instructionSet()
              + ", hidden sizes run as in training: "
              + found()
              + "; "
              + line("golden").strip()
              + "; errors of codes, logits, loss, training:"
              + line("worst").strip().substring("worst".length()));
    }

    /** How many hidden sizes the check found wrong for inference. */
    long found() {
      return Pattern.compile(
              "computes wrongly .* with hidden size (\\d+) and .*LSTM of training for inference")
          .matcher(text)
          .results()
          .map(line -> line.group(1))
          .distinct()
          .count();
    }
  }

  private static Output run(
      Class<?> program, Map<String, String> environment, String form, String... hiddenSizes)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("simloss-sizes", ".txt");
    try {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-Xmx512m", "-D" + LstmPath.PROPERTY + "=" + form));
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
      command.add("djl");
      command.addAll(List.of(hiddenSizes));
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(file.toFile());
      builder.environment().keySet().removeAll(BOUNDS);
      // oneDNN then prints which instruction set it uses, and little more.
      builder.environment().put("ONEDNN_VERBOSE", "check");
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.destroyForcibly().waitFor();
      }
      return new Output(process.exitValue(), Files.readString(file));
    } finally {
      Files.delete(file);
    }
  }

  private static Output withHiddenCaches(
      Map<String, String> environment, String form, String... hiddenSizes)
      throws IOException, InterruptedException {
    HiddenCaches.obstacle().ifPresent(why -> Assumptions.abort(why));
    Output output = run(HiddenCaches.class, environment, form, hiddenSizes);
    Assumptions.assumeFalse(output.text().contains(HiddenCaches.NOT_FOUND), HiddenCaches.NOT_FOUND);
    return output;
  }

  /**
   * A bound on what the libraries may use.
   *
   * @param name in {@link Processor#description}
   * @param bounds the environment; none for the CPU's best
   * @param used what oneDNN says it uses, as far as it is the same on all CPUs
   */
  private record InstructionSet(String name, Map<String, String> bounds, String used) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<InstructionSet> instructionSets() {
    return Stream.of(
        // ATen's kernels are compiled for AVX2 or not; default is what every x86-64 CPU has.
        new InstructionSet(
            "SSE4",
            Map.of("ONEDNN_MAX_CPU_ISA", "SSE41", "ATEN_CPU_CAPABILITY", "default"),
            "isa:Intel SSE4.1"),
        new InstructionSet(
            "AVX2",
            Map.of("ONEDNN_MAX_CPU_ISA", "AVX2", "ATEN_CPU_CAPABILITY", "avx2"),
            "isa:Intel AVX2"),
        new InstructionSet("AVX-512", Map.of(), "isa:Intel AVX-512"),
        new InstructionSet("this CPU's best", Map.of(), ""));
  }

  /** The contract in short form under each instruction set that this CPU has. */
  @ParameterizedTest
  @MethodSource("instructionSets")
  void everyInstructionSet(InstructionSet set) throws Exception {
    boolean avx512 = Processor.description().contains("AVX-512");
    String obstacle = null;
    if (!Platform.isIntel() && !set.used().isEmpty()) {
      obstacle = "not run, no x86 CPU: " + Processor.description();
    } else if (set.name().startsWith("AVX") && !avx512 && !has(set.name())) {
      obstacle = "not run, this CPU has none: " + Processor.description();
    } else if (set.used().isEmpty() && avx512) {
      obstacle = "run as AVX-512";
    }
    if (obstacle != null) {
      System.out.println(set + ": " + obstacle);
      Assumptions.abort(set + ": " + obstacle);
    }
    Output output = run(ShortContract.class, set.bounds(), "auto");
    assertEquals(0, output.code(), output::text);
    assertTrue(output.instructionSet().startsWith(set.used()), output::instructionSet);
    assertTrue(!set.name().equals("AVX2") || output.text().contains("ATen kernels AVX2"));
    output.print(set.toString());
  }

  private static boolean has(String instructionSet) {
    return Processor.description().contains(instructionSet);
  }

  @Test
  void aVirtualMachineThatHidesItsCaches() throws Exception {
    Output output = withHiddenCaches(Map.of(), "auto");
    assertEquals(0, output.code(), output::text);
    // Of 1..70, 100, 200 and 300 those that leave 1 to 16 when divided by 32.
    assertEquals(41, output.found(), output::text);
    output.print("caches hidden");
  }

  /** So that the test above is known to be about something. */
  @Test
  void whatTheFormForInferenceDoesThere() throws Exception {
    Output output = withHiddenCaches(Map.of(), "inference", FEW);
    assertNotEquals(0, output.code(), output::text);
    assertTrue(output.codes(100) > 0.01, output::text);
    assertTrue(output.codes(128) < 1e-5, output::text);
    assertTrue(output.text().contains("AssertionError: beyond 1.0E-5"), output::text);
    output.print("caches hidden, not checked");
  }

  /** What the documents and messages advise. */
  @Test
  void boundToAvx2ItIsRightThere() throws Exception {
    Output output = withHiddenCaches(Map.of("ONEDNN_MAX_CPU_ISA", "AVX2"), "inference", FEW);
    assertEquals(0, output.code(), output::text);
    assertTrue(output.instructionSet().endsWith("AVX2"), output::instructionSet);
    output.print("caches hidden, not checked, bound to AVX2");
  }
}
