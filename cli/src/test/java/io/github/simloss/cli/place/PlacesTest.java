package io.github.simloss.cli.place;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.cli.Cli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Processes without the start script, in locales that are not UTF-8, and for users without a home.
 */
class PlacesTest {
  private @TempDir Path folder;

  private Cli.Result start(ProcessBuilder builder) throws Exception {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    return new Cli.Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** The word goes through a shell, which takes the bytes of its script as they are. */
  private ProcessBuilder shell(ProcessBuilder java, String words) throws IOException {
    StringBuilder script = new StringBuilder("exec");
    for (String word : java.command()) {
      script.append(" '").append(word).append('\'');
    }
    Path file = folder.resolve("start.sh");
    Files.writeString(file, script + " " + words + "\n");
    java.command("sh", file.toString());
    return java;
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", ""})
  void aWordIsTheSameInEveryLocale(String locale) throws Exception {
    Files.writeString(folder.resolve("v.txt"), "good 1 2\ncaf\u00e9 3 4\n");
    ProcessBuilder builder =
        shell(Cli.builder(folder, "vectors", "show", "v.txt"), "caf\u00e9 good?");
    builder.environment().put("LC_ALL", locale);
    builder.environment().remove("LANG");
    Cli.Result result = start(builder);
    assertEquals(0, result.code(), result.err());
    assertEquals(
        "{\"word\":\"caf\u00e9\",\"inVocabulary\":true,\"vector\":[3.0,4.0]}",
        result.lines().get(0));
    assertTrue(result.lines().get(1).startsWith("{\"word\":\"good?\""), result.out());
  }

  @ParameterizedTest
  @CsvSource({"vectors show caf\u00e9.txt good, 2", "train --config caf\u00e9.json, 2"})
  void aNameThatCannotBeOneIsRefused(String words, int code) throws Exception {
    Cli.Result result = start(shell(Cli.builder(folder), words));
    assertEquals(code, result.code(), result.err());
    String line = result.lines().isEmpty() ? result.err().lines().findFirst().orElse("") : "";
    assertTrue(line.contains("caf\u00e9") && line.contains("LC_ALL=C.UTF-8"), result.err());
  }

  @Test
  void aFolderThatCannotBeNamedIsRefused() throws Exception {
    ProcessBuilder builder = shell(Cli.builder(folder), "vectors show v.txt good");
    builder.command("sh", "-c", "mkdir -p $(printf 'caf\\303\\251') && cd caf* && sh ../start.sh");
    Cli.Result result = start(builder);
    assertEquals(1, result.code(), result.err());
    assertTrue(result.err().contains("the current folder"), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
  }

  @Test
  void aUserWithoutAHomeLeavesNothingWhereHeStands() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    ProcessBuilder builder = Cli.builder(folder, "backends", "--json");
    builder.command().add(1, "-Duser.home=?");
    builder.command().add(1, "-Djava.io.tmpdir=" + temporary);
    builder.environment().put("HOME", "/nonexistent");
    // The natives are unpacked already; what is asked here is where they are looked for.
    builder.command().removeIf(word -> word.equals("backends") || word.equals("--json"));
    builder.command().add("--version");
    Cli.Result result = start(builder);
    assertEquals(0, result.code(), result.err());
    assertTrue(Files.notExists(folder.resolve("?")));
    try (var homes = Files.list(temporary)) {
      assertTrue(homes.anyMatch(home -> home.getFileName().toString().startsWith("simloss-")));
    }
  }

  @Test
  void onlyAbsolutePathsAreHomes() {
    assertNull(UserHome.path("?"));
    assertNull(UserHome.path(""));
    assertNull(UserHome.path(null));
    assertNull(UserHome.path("home/me"));
    assertEquals(Path.of("/home/me"), UserHome.path("/home/me"));
  }

  @Test
  void aHomeIsAFolderThatLibrariesCanUse() throws IOException {
    assertTrue(UserHome.isUsable(folder));
    assertFalse(UserHome.isUsable(folder.resolve("none")));
    assertFalse(UserHome.isUsable(Files.createFile(folder.resolve("file"))));
    assertFalse(UserHome.isUsable(null));
  }

  @Test
  void argumentsFromElsewhereAreLeftAsTheyAre() {
    byte[] line = "java\0-cp\0x\0Main\0a\0caf\u00e9\0".getBytes(StandardCharsets.UTF_8);
    String[] lost = {"a", "caf??"};
    assertArrayEquals(new String[] {"a", "caf\u00e9"}, OriginalArguments.restored(lost, line));
    String[] other = {"b", "caf??"};
    assertArrayEquals(other, OriginalArguments.restored(other, line));
    String[] more = {"0", "1", "2", "3", "4", "5", "6", "a", "caf??"};
    assertArrayEquals(more, OriginalArguments.restored(more, line));
    assertArrayEquals(new String[0], OriginalArguments.restored(new String[0], line));
  }
}
