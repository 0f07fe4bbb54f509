package io.github.simloss.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.io.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SafeWriterTest {
  private static final String HOSTILE =
      "a\u001b]0;x\u0007b\u009b31mc\rd\u007fe\u202ef\u2066g\u2028h\ud800i\0";

  private static String printed(java.util.function.Consumer<PrintWriter> work) {
    StringWriter text = new StringWriter();
    PrintWriter out = new SafeWriter(new PrintWriter(text), false);
    work.accept(out);
    out.flush();
    return text.toString();
  }

  @Test
  void aLineOfTalkIsThereAtOnce() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintWriter err = new SafeWriter(new PrintWriter(bytes, true, StandardCharsets.UTF_8), true);
    err.println("stopped");
    err.printf(Locale.ROOT, "after step %d%n", 3);
    assertEquals(
        List.of("stopped", "after step 3"),
        bytes.toString(StandardCharsets.UTF_8).lines().toList());
  }

  @Test
  void whatCommandsATerminalIsShown() {
    assertEquals(
        "a\\u001b]0;x\\u0007b\\u009b31mc\\u000dd\\u007fe\\u202ef\\u2066g\\u2028h\\ud800i\\u0000",
        printed(out -> out.print(HOSTILE)));
    for (int i = 0; i < HOSTILE.length(); i++) {
      char c = HOSTILE.charAt(i);
      String alone = printed(out -> out.write(c));
      assertEquals(alone, printed(out -> out.write(new char[] {c})));
      assertEquals(alone, printed(out -> out.append(c)));
      assertEquals(alone, printed(out -> out.printf(Locale.ROOT, "%c", c)));
    }
  }

  @Test
  void allOtherTextStays() {
    String text =
        "caf\u00e9 \ud83d\udc69\u200d\ud83d\udcbb \u05e9\u05dc\u05d5\u05dd\u200f tab\tand line\n";
    assertEquals(text, printed(out -> out.print(text)));
  }

  @Test
  void jsonStaysTheSameJson() {
    Map<String, String> value = Map.of("input", HOSTILE.replace("\ud800", ""));
    String line = printed(out -> out.println(Json.toLine(value)));
    JsonNode back = Json.parse(line.strip(), "line", JsonNode.class);
    assertEquals(value.get("input"), back.get("input").asText());
    assertEquals(-1, line.indexOf('\u202e'));
  }

  @Test
  void aReaderThatIsGoneEndsTheWork() throws IOException {
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    PrintWriter out = new PrintWriter(new StandardOutput(gone), false, StandardCharsets.UTF_8);
    out.print("x");
    assertThrows(StandardOutput.ReaderGoneException.class, out::flush);
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    PrintWriter other = new PrintWriter(new StandardOutput(full), false, StandardCharsets.UTF_8);
    other.print("x");
    assertEquals(true, other.checkError());
  }
}
