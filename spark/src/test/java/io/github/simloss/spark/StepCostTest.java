package io.github.simloss.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of {@code docs/spark.md} are what its formula says. */
class StepCostTest {
  private static final double LATENCY_MS = 0.1;

  /** Two LSTMs of H = 256 over vectors of d = 300. */
  private static final double LSTMS = 2 * 4 * 256 * (300 + 256 + 1);

  private static final double UNDER_OUTPUT = 0.34e6;

  private static List<String[]> rows(String begin) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("../docs/spark.md"))) {
      return lines
          .filter(line -> line.startsWith("| `" + begin))
          .map(line -> line.substring(1).split("\\|", -1))
          .toList();
    }
  }

  private static double number(String text) {
    String first = text.strip().split("[ ,](?![0-9])", -1)[0].replace(",", "");
    return first.endsWith("k")
        ? 1e3 * Double.parseDouble(first.substring(0, first.length() - 1))
        : first.endsWith("M")
            ? 1e6 * Double.parseDouble(first.substring(0, first.length() - 1))
            : Double.parseDouble(first);
  }

  private static double bytes(String model, double words) {
    return 4 * (model.contains("sentences") ? LSTMS + UNDER_OUTPUT + words : LSTMS + 257 * words);
  }

  private static double exchange(double bytes, double gigabits, int workers) {
    return 2.0 * (workers - 1) / workers * bytes / (gigabits / 8 * 1e6)
        + 2 * (workers - 1) * LATENCY_MS;
  }

  private static double milliseconds(String cell) {
    return cell.contains(" s") ? 1e3 * number(cell) : number(cell);
  }

  private static void near(double want, double got, String where) {
    // To the digits that are shown.
    assertEquals(want, got, Math.max(0.02 * want, 1), where);
  }

  @Test
  void exchanges() throws IOException {
    List<String[]> rows = rows("").stream().filter(row -> row.length == 14).toList();
    assertEquals(6, rows.size());
    for (String[] row : rows) {
      double bytes = bytes(row[0], number(row[1]));
      near(bytes / 1e6, number(row[2]), Arrays.toString(row));
      int[] workers = {2, 4, 8, 32, 128};
      for (int k = 0; k < 10; k++) {
        double want = exchange(bytes, k < 5 ? 1 : 10, workers[k % 5]);
        assertEquals(want, number(row[3 + k]), Math.max(0.05 * want, 0.1), Arrays.toString(row));
      }
    }
  }

  @Test
  void steps() throws IOException {
    List<String[]> rows = rows("").stream().filter(row -> row.length == 11).toList();
    assertEquals(5, rows.size());
    for (String[] row : rows) {
      String[] model = row[0].split(",", -1);
      double bytes = bytes(model[0], number(model[2]));
      double compute = milliseconds(row[1]);
      int[] workers = {2, 8, 32, 128};
      for (int k = 0; k < 8; k++) {
        double want = compute + exchange(bytes, k < 4 ? 1 : 10, workers[k % 4]);
        String[] cell = row[2 + k].split(",", -1);
        near(want, milliseconds(cell[0]), Arrays.toString(row));
        assertEquals(100 * compute / want, number(cell[1]), 1, Arrays.toString(row));
      }
    }
  }
}
