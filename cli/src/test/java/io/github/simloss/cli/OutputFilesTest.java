package io.github.simloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.cli.output.OutputFolder;
import io.github.simloss.io.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands write, and what they leave alone. */
class OutputFilesTest {
  private static final String TRAIN =
      "train --backend java --hidden-size 2 --epochs 1 --batch-size 64 --samples 0 --out ";

  private @TempDir Path folder;
  private SmallData data;

  @BeforeEach
  void data() throws IOException {
    data = SmallData.in(folder);
  }

  private static List<String> names(Path of) throws IOException {
    try (Stream<Path> all = Files.walk(of)) {
      return all.map(path -> of.relativize(path).toString()).sorted().toList();
    }
  }

  private static void refused(int code, Cli.Result result, String expected) {
    assertEquals(code, result.code(), result.err());
    assertTrue(result.err().contains(expected), result.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--out", "--train", "--vectors", "--stop-words", "--vector-cache"})
  void anEmptyPathIsNotTheCurrentFolder(String option) {
    refused(2, Cli.run("train", option, ""), "an empty text names no file");
    refused(2, Cli.run("train", option, "a\0b"), "is no name of a file");
  }

  @Test
  void nothingIsRemovedBeforeAllOptionsAreSound() throws IOException {
    String run = data.at("run");
    assertEquals(0, data.on(TRAIN + run).code());
    List<String> before = names(Path.of(run));
    for (String wrong :
        List.of(
            "--visdom nonsense",
            "--visdom http://h:99999",
            "--port 70000",
            "--port 1 --bind a..b",
            "--max-length 1",
            "--stop-words none-such",
            "--loss rubbish",
            "--tokenizer rubbish",
            "--similarities none-such",
            "--batch-size 0",
            "--threads 0",
            "--device gpu:9")) {
      Cli.Result result = data.on(TRAIN + run + " --overwrite " + wrong);
      assertTrue(result.code() > 0, wrong);
      assertEquals(before, names(Path.of(run)), wrong);
    }
    assertEquals(0, data.on(TRAIN + run + " --overwrite").code());
  }

  @Test
  void aFailedTrainLeavesNothingOfTheSample() throws IOException {
    Path out = folder.resolve("a/b/run");
    refused(
        1,
        Cli.run("train", "--backend", "java", "--out", out.toString(), "--stop-words", "none-such"),
        "none-such");
    assertFalse(Files.exists(folder.resolve("a")));
    Path mine = folder.resolve("mine/sample/train.txt");
    Files.createDirectories(mine.getParent());
    Files.writeString(mine, "my own");
    refused(
        1,
        Cli.run("train", "--backend", "java", "--out", folder.resolve("mine").toString()),
        "is not the sample's");
    assertEquals("my own", Files.readString(mine));
    assertEquals(List.of("", "sample", "sample/train.txt"), names(folder.resolve("mine")));
  }

  @Test
  void foldersThatAreChosenAreNeverTheSame() {
    Path name = folder.resolve("runs/ce-java");
    OutputFolder first = OutputFolder.free(name);
    OutputFolder second = OutputFolder.free(name);
    assertEquals(folder.resolve("runs/ce-java-2"), second.path());
    second.discard();
    first.discard();
    assertFalse(Files.exists(folder.resolve("runs")));
  }

  @Test
  void aConvertersSideFileIsNotReplacedUnasked() throws IOException {
    Path side = Files.writeString(folder.resolve("o.npy.words.txt"), "my own");
    String[] command = {"vectors", "convert", data.vectors().toString(), data.at("o.npy")};
    refused(2, Cli.run(command), "o.npy.words.txt is there already");
    assertEquals("my own", Files.readString(side));
    assertFalse(Files.exists(folder.resolve("o.npy")));
    List<String> more = new java.util.ArrayList<>(List.of(command));
    more.add("--overwrite");
    assertEquals(0, Cli.run(more.toArray(String[]::new)).code());
  }

  @Test
  void aComparisonReplacesNobodysFilesAndIsOneProcessAtATime() throws IOException {
    Path out = Files.createDirectory(folder.resolve("both"));
    String compare = "compare --backends java --losses ce --hidden-size 2 --epochs 1 --out " + out;
    for (String name : List.of("report.html", "comparison.json")) {
      Path mine = Files.writeString(out.resolve(name), "my own");
      refused(1, data.on(compare), "no settings.json");
      assertEquals("my own", Files.readString(mine));
      Files.delete(mine);
    }
    try (FolderLock lock = FolderLock.take(out)) {
      lock.begin();
      refused(1, data.on(compare), "is in use by process " + ProcessHandle.current().pid());
    }
    assertEquals(0, data.on(compare).code());
    assertEquals(0, data.on(compare).code());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nothingIsWrittenThroughAPlantedLink() throws IOException {
    Path victim = Files.writeString(folder.resolve("victim"), "theirs");
    Path out = Files.createDirectory(folder.resolve("both"));
    String compare = "compare --backends java --losses ce --hidden-size 2 --epochs 1 --out " + out;
    for (String name : List.of("settings.json", "report.html", "comparison.json")) {
      Files.createSymbolicLink(out.resolve(name), victim);
      assertEquals(1, data.on(compare).code(), name);
      Files.delete(out.resolve(name));
    }
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.createSymbolicLink(out.resolve("ce-java-1"), elsewhere);
    refused(1, data.on(compare), "is a link out of");
    Path run = Files.createDirectory(folder.resolve("run"));
    for (String name : List.of("config.json", "model.safetensors", "report.html", "checkpoint")) {
      Files.createSymbolicLink(run.resolve(name), victim);
      assertEquals(1, data.on(TRAIN + run + " --overwrite").code(), name);
      Files.delete(run.resolve(name));
    }
    Files.createSymbolicLink(run.resolve("sample"), elsewhere);
    Path text = Files.createSymbolicLink(folder.resolve("dev.txt.codes"), victim);
    assertEquals(0, data.on(TRAIN + data.at("sound")).code());
    Cli.Result found =
        Cli.run(
            "search",
            "--backend",
            "java",
            "--model",
            data.at("sound"),
            "--corpus",
            data.dev().toString(),
            data.dev().toString());
    assertEquals(0, found.code());
    assertTrue(found.err().contains("the codes are not kept"), found.err());
    assertTrue(Files.isSymbolicLink(text));
    assertEquals("theirs", Files.readString(victim));
    assertEquals(List.of(""), names(elsewhere));
  }

  @Test
  void codesThatAreNotFiniteAreMadeAgain() throws IOException {
    assertEquals(0, data.on(TRAIN + data.at("run")).code());
    String[] search = {
      "search",
      "--backend",
      "java",
      "--model",
      data.at("run"),
      "--corpus",
      data.dev().toString(),
      data.dev().toString()
    };
    Cli.Result first = Cli.run(search);
    Path codes = folder.resolve("dev.txt.codes");
    var contents = io.github.simloss.tensor.Safetensors.read(codes);
    java.util.Arrays.fill(contents.tensors().get("codes").data(), Float.NaN);
    var texts = new java.util.TreeMap<>(contents.metadata());
    texts.remove(io.github.simloss.tensor.Checksum.KEY);
    io.github.simloss.tensor.Safetensors.write(
        codes,
        contents.tensors(),
        io.github.simloss.tensor.Checksum.addTo(texts, contents.tensors()));
    Cli.Result again = Cli.run(search);
    assertEquals(first.out(), again.out());
    assertTrue(again.err().contains("encoding 80 sentences"), again.err());
  }

  @Test
  void aRunThatMovedContinues() throws IOException {
    assertEquals(0, data.on(TRAIN + data.at("run")).code());
    Path moved = Files.createDirectory(folder.resolve("moved"));
    Path train = Files.move(data.train(), moved.resolve("t"));
    Path dev = Files.move(data.dev(), moved.resolve("d"));
    refused(1, Cli.run("train", "--resume", data.at("run")), "--train, --dev, --vectors");
    refused(
        1,
        Cli.run("train", "--resume", data.at("run"), "--train", dev.toString(), "--dev", dev + ""),
        "its hash differs");
    Cli.Result result =
        Cli.run(
            "train",
            "--resume",
            data.at("run"),
            "--train",
            train + "",
            "--dev",
            dev + "",
            "--vectors",
            data.vectors() + "");
    assertEquals(0, result.code(), result.err());
  }
}
