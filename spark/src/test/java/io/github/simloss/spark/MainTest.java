package io.github.simloss.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.testing.ExportedRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code spark-submit} shows of a command that is wrong: one line. */
class MainTest {
  private @TempDir Path folder;
  private Path text;

  @BeforeEach
  void begin() throws IOException {
    LocalSpark.get();
    text = Files.writeString(folder.resolve("text.txt"), "the tea is good\nthe soup is good\n");
  }

  private static void refused(String why, String... arguments) {
    SimlossException e =
        assertThrows(SimlossException.class, () -> Main.main(arguments), () -> why);
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains(why) && !message.contains("\n"), message);
    // Java writes it without a trace, and with nothing behind it.
    assertEquals(0, e.getStackTrace().length);
    assertEquals(null, e.getCause());
  }

  @Test
  void whatIsWrongIsSaidInOneLine() {
    String file = text.toString();
    String out = folder.resolve("out").toString();
    String nowhere = folder.resolve("nowhere.txt").toString();
    refused("no command 'sing'", "sing");
    refused("option --out is missing", "vocabulary", "--train", file);
    refused("--out is given twice", "vocabulary", "--out", out, "--out", out);
    refused("no whole number", "vocabulary", "--train", file, "--out", out, "--min-count", "x");
    refused("nowhere.txt", "vocabulary", "--train", nowhere, "--out", out);
    refused("no option --colour", "vocabulary", "--train", file, "--out", out, "--colour", "red");
    refused("no run", "encode", "--model", folder.toUri() + "x", "--out", out, file);
    String[] train = {
      "train",
      "--train",
      file,
      "--dev",
      file,
      "--vectors",
      nowhere,
      "--out",
      out,
      "--backend",
      "java",
      "--workers",
      "5"
    };
    refused("5 workers need 5 slots", train);
    train[train.length - 1] = "0";
    refused("numWorkers", train);
    train[train.length - 2] = "--device";
    refused("workers use the CPU", train);
    train[train.length - 2] = "--resume";
    refused("resume is an option of simloss train on one machine", train);
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void whatATaskSaysIsSaidInOneLine() throws IOException {
    Path run = ExportedRuns.write(folder.resolve("run"), 1);
    String out = folder.resolve("codes").toString();
    refused(
        "'singing'",
        "encode",
        "--model",
        run.toString(),
        "--backend",
        "singing",
        "--out",
        out,
        text.toString());
  }

  @Test
  void wordsAreCountedIntoAFile() throws IOException {
    Path out = folder.resolve("vocabulary.tsv");
    Main.main(
        new String[] {
          "vocabulary", "--train", text.toString(), "--out", out.toString(), "--min-count", "2"
        });
    assertTrue(Files.readString(out).contains("the\t2"), Files.readString(out));
    assertFalse(Files.readString(out).contains("soup"));
  }
}
