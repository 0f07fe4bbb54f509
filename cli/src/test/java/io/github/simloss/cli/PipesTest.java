package io.github.simloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.simloss.cli.output.StandardOutput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands between others, as shells put them together. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PipesTest {
  private static @TempDir Path folder;
  private static SmallData data;
  private static String run;

  @BeforeAll
  static void train() throws IOException {
    data = SmallData.in(folder);
    run = data.at("run");
    Cli.Result made =
        data.on("train --backend java --hidden-size 2 --epochs 1 --batch-size 64 --out " + run);
    assertEquals(0, made.code(), made.err());
  }

  /** What a shell does with a line in which SIMLOSS is the command. */
  private static Cli.Result shell(String line) throws IOException, InterruptedException {
    String command =
        Cli.builder(folder).command().stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    Path out = folder.resolve("shell.out");
    Path err = folder.resolve("shell.err");
    Process process =
        new ProcessBuilder("bash", "-c", line.replace("SIMLOSS", command).replace("RUN", run))
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertTrue(process.waitFor(2, TimeUnit.MINUTES), line);
    return new Cli.Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private static String[] encode(String... more) {
    List<String> all = new java.util.ArrayList<>();
    all.addAll(List.of("encode", "--backend", "java", "--model", run));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void aReaderThatHasSeenEnoughEndsTheCommandQuietly() throws Exception {
    Cli.Result result =
        shell(
            "yes 'the soup was good' | SIMLOSS encode --backend java --model RUN | head -1;"
                + " echo ${PIPESTATUS[1]}");
    assertEquals(2, result.lines().size(), result.out());
    assertTrue(result.lines().get(0).contains("the soup was good"));
    assertEquals("0", result.lines().get(1));
    assertEquals("", result.err());
  }

  /** As of {@code simloss train --help | head}. */
  @ParameterizedTest
  @ValueSource(strings = {"train --help", "help losses", "help train", "--help"})
  void aReaderOfHelpMayLeaveAsWell(String command) throws Exception {
    Cli.Result result = shell("SIMLOSS " + command + " | true; echo ${PIPESTATUS[0]}");
    assertEquals("0\n", result.out());
    assertEquals("", result.err());
  }

  /** Help is printed by picocli, which has a way of its own to say what failed. */
  @ParameterizedTest
  @ValueSource(strings = {"--help", "train --help", "--version", "vectors --help"})
  void aReaderThatLeavesHelpEndsItQuietly(String words) {
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    StringWriter err = new StringWriter();
    // Unbuffered, so that the first character is refused.
    PrintWriter out =
        new PrintWriter(new StandardOutput(gone), true, StandardCharsets.UTF_8) {
          @Override
          public void write(String text, int from, int length) {
            super.write(text, from, length);
            flush();
          }
        };
    try {
      assertEquals(0, Main.run(words.split(" ", -1), out, new PrintWriter(err)), err.toString());
    } catch (StandardOutput.ReaderGoneException e) {
      // While the rest was flushed, which the process takes for its end.
    }
    assertEquals("", err.toString());
  }

  @Test
  void aFullDiskIsNoReaderThatLeft() throws Exception {
    Cli.Result result =
        shell("SIMLOSS encode --backend java --model RUN dev.txt > /dev/full; echo $?");
    assertEquals(List.of("1"), result.lines());
    assertTrue(result.err().contains("could not be written whole"), result.err());
  }

  @Test
  void linesAreAnsweredAsTheyCome() throws Exception {
    Process process = Cli.builder(folder, encode()).redirectErrorStream(false).start();
    try (OutputStream in = process.getOutputStream();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line : List.of("the soup was good", "the pie was soggy")) {
        in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
        // Nothing else is sent until this one is answered.
        assertTrue(out.readLine().contains(line));
      }
    }
    assertEquals(0, process.waitFor());
  }

  @Test
  void aClosedStandardInputIsNotReadAsText() throws Exception {
    Cli.Result result = shell("SIMLOSS encode --backend java --model RUN <&-");
    assertEquals(1, result.code());
    assertEquals("", result.out());
    assertTrue(result.err().contains("standard input"), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
  }

  @Test
  void everyFileMayBeAPipe() throws Exception {
    String files = " --train <(cat train.txt) --dev <(cat dev.txt) --vectors <(gzip -c V)";
    String train =
        "SIMLOSS train --backend java --hidden-size 2 --epochs 1 --batch-size 64 --tokenizer"
            + " whitespace --out ";
    Cli.Result piped = shell((train + "piped" + files).replace("V)", "'" + data.vectors() + "')"));
    assertEquals(0, piped.code(), piped.err());
    byte[] model = Files.readAllBytes(Path.of(run, "vocabulary.tsv"));
    assertEquals(
        new String(model, StandardCharsets.UTF_8),
        Files.readString(folder.resolve("piped/vocabulary.tsv")));
    Cli.Result plain =
        Cli.run(encode("--vectors", data.vectors().toString(), data.dev().toString()));
    Cli.Result some =
        shell(
            "SIMLOSS encode --backend java --model RUN --vectors <(cat '"
                + data.vectors()
                + "') <(cat dev.txt)");
    assertEquals(plain.out(), some.out(), some.err());
    Cli.Result typed =
        shell(
            "cat dev.txt | SIMLOSS encode --backend java --model RUN --vectors '"
                + data.vectors()
                + "' /dev/stdin");
    assertEquals(plain.out(), typed.out(), typed.err());
    Cli.Result searched =
        shell(
            "SIMLOSS search --backend java --model RUN --top 1 --corpus <(cat dev.txt) <(head -2"
                + " dev.txt)");
    assertEquals(4, searched.lines().size(), searched.err());
    Cli.Result resumed =
        shell("SIMLOSS train --resume piped --train train.txt --dev <(cat dev.txt)");
    assertEquals(0, resumed.code(), resumed.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/zero", "/dev/urandom", "/dev/full"})
  void aDeviceWithoutEndIsRefused(String device) {
    Cli.Result result =
        Cli.run(
            "train",
            "--backend",
            "java",
            "--train",
            device,
            "--dev",
            device,
            "--vectors",
            device,
            "--out",
            data.at("never"));
    assertEquals(1, result.code());
    assertTrue(result.err().contains("is a device or socket"), result.err());
    assertFalse(Files.exists(folder.resolve("never")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void aSignalLeavesNoHiddenFiles(String signal) throws Exception {
    int number = List.of("", "HUP", "INT").indexOf(signal);
    assumeFalse(isIgnored(number), "SIG" + signal + " is ignored here, as in a background job");
    Process process =
        Cli.builder(folder, encode("--format", "npy", "--out", "codes-" + signal + ".npy")).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write("the soup was good\n".getBytes(StandardCharsets.UTF_8));
      in.flush();
      while (hidden().isEmpty()) {
        assertTrue(process.isAlive());
        TimeUnit.MILLISECONDS.sleep(20);
      }
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    }
    assertEquals(List.of(), hidden());
    assertFalse(Files.exists(folder.resolve("codes-" + signal + ".npy")));
  }

  private static boolean isIgnored(int signal) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (signal < 0 || !Files.exists(status)) {
      return false;
    }
    String mask =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElse("SigIgn: 0")
            .substring("SigIgn:".length())
            .strip();
    return (Long.parseUnsignedLong(mask, 16) >> (signal - 1) & 1) == 1;
  }

  private static List<String> hidden() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith(".simloss"))
          .toList();
    }
  }

  @Test
  void twoTrainsInOneFolderAreOneTrainAndOneRefusal() throws Exception {
    String train =
        "SIMLOSS train --backend java --hidden-size 32 --epochs 100000 --batch-size 64 --tokenizer"
            + " whitespace --train train.txt --dev dev.txt --vectors '"
            + data.vectors()
            + "' --out two";
    Cli.Result result =
        shell(
            train
                + " 2>first.err & p=$!; while ! [ -e two/config.json ]; do sleep 0.1; done; "
                + train
                + " --overwrite; echo $?; SIMLOSS train --resume two; echo $?; SIMLOSS verify two >"
                + " verify.out; echo $?; kill -TERM $p; wait $p; echo $?");
    assertEquals(List.of("1", "1", "0", "143"), result.lines(), result.err());
    assertEquals(2, result.err().split("is in use by process ", -1).length - 1, result.err());
    assertTrue(result.err().contains("train --backend java"), result.err());
    assertTrue(Files.readString(folder.resolve("verify.out")).contains("in training by process"));
    assertTrue(Files.readString(folder.resolve("first.err")).contains("with a checkpoint"));
    assertEquals(0, Cli.run("verify", data.at("two")).code());
    assertFalse(Files.exists(folder.resolve("two/.simloss-lock")));
  }
}
