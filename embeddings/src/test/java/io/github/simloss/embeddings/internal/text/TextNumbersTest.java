package io.github.simloss.embeddings.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.simloss.random.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextNumbersTest {
  private static float parse(String text) {
    byte[] bytes = ("9" + text + "9").getBytes(StandardCharsets.UTF_8);
    return TextNumbers.parse(bytes, 1, bytes.length - 1);
  }

  private static void check(String text, String what) {
    int expected = Float.floatToIntBits(Float.parseFloat(text));
    assertEquals(expected, Float.floatToIntBits(parse(text)), what + ": " + text);
  }

  @Test
  void roundsAsJavaDoes() {
    long seed = 71;
    SeededRandom random = new SeededRandom(seed);
    String[] formats = {"%.5g", "%.6f", "%.9g", "%.17g", "%.0f", "%.3e", "%.10f", "%.12f"};
    for (int i = 0; i < 200_000; i++) {
      double scale = Math.pow(10, random.nextInt(14) - 8);
      String format = formats[random.nextInt(formats.length)];
      check(String.format(Locale.ROOT, format, scale * random.nextGaussian()), "seed " + seed);
    }
    for (int i = 0; i < 100_000; i++) {
      // About 2^24, with the point anywhere.
      StringBuilder text = new StringBuilder().append((1 << 24) - 500 + random.nextInt(1000));
      text.insert(random.nextInt(text.length() + 1), '.');
      check((random.nextInt(2) == 0 ? "-" : "") + text, "seed " + seed);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "-0.0",
        "00012",
        "1.",
        ".5",
        "-.5",
        "+1",
        "16777216",
        "16777217",
        "16777219",
        "0.00000000000000000000000000000001",
        "99999999999999999999",
        "1e39",
        "-1e-50",
        "1E5",
        "340282350000000000000000000000000000000"
      })
  void readsOddNumbersAsJavaDoes(String text) {
    check(text, "odd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", ".", "-.", "+", "1.2.3", "1-2", "--1", "1e", "e1", "0x1", "1 ", "1f"})
  void refusesWhatIsNone(String text) {
    assertThrows(NumberFormatException.class, () -> parse(text), text);
  }
}
