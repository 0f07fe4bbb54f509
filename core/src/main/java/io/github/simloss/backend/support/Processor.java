package io.github.simloss.backend.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The machine's processor in words, for messages and reports: what a native library computes, and
 * how fast, depends on it.
 *
 * @since 0.1.0
 */
public final class Processor {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** Flags of {@code /proc/cpuinfo} and what they are called, the widest vectors first. */
  private static final List<Map.Entry<String, String>> INSTRUCTION_SETS =
      List.of(
          Map.entry("avx512f", "AVX-512"),
          Map.entry("avx2", "AVX2"),
          Map.entry("avx", "AVX"),
          Map.entry("sse4_2", "SSE4.2"),
          Map.entry("sve", "SVE"),
          Map.entry("asimd", "NEON"));

  private Processor() {}

  /**
   * Model, architecture and widest vector instructions, for instance {@code AMD EPYC 9R14, amd64,
   * AVX-512}. What the system does not tell is left out; only the architecture is always there.
   */
  public static String description() {
    String model = Objects.requireNonNullElse(System.getenv("PROCESSOR_IDENTIFIER"), "");
    return description(cpuInfo(), model, System.getProperty("os.arch"));
  }

  private static List<String> cpuInfo() {
    try {
      return Files.readAllLines(CPU_INFO, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // Linux alone has it.
      return List.of();
    }
  }

  /**
   * The same, of given facts.
   *
   * @param cpuInfo the lines of {@code /proc/cpuinfo}, or none
   * @param model what is said where those name no model; may be empty
   * @param architecture Java's {@code os.arch}
   */
  static String description(List<String> cpuInfo, String model, String architecture) {
    List<String> parts = new ArrayList<>();
    String named = value(cpuInfo, "model name");
    parts.add(named.isEmpty() ? model : named);
    parts.add(architecture);
    Set<String> flags =
        Set.copyOf(
            Arrays.asList(
                (value(cpuInfo, "flags") + " " + value(cpuInfo, "Features")).split(" ", -1)));
    parts.add(
        INSTRUCTION_SETS.stream()
            .filter(set -> flags.contains(set.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(""));
    parts.removeIf(String::isEmpty);
    return String.join(", ", parts);
  }

  /** The value of the first line {@code key : value}; empty if there is none. */
  private static String value(List<String> cpuInfo, String key) {
    for (String line : cpuInfo) {
      int colon = line.indexOf(':');
      if (colon >= 0 && line.substring(0, colon).strip().equals(key)) {
        return line.substring(colon + 1).strip();
      }
    }
    return "";
  }
}
