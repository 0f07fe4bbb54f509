package io.github.simloss.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of the examples has a command for each, and shows what they print. */
class ReadmeTest {
  private static final Path MAIN = Path.of("src", "main", "java");
  private static final Pattern BLOCK = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL);
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^    java -cp \"\\$cp\" (\\S+) ?(.*)$");

  private static String page() throws IOException {
    return Files.readString(Path.of("README.md"), StandardCharsets.UTF_8);
  }

  /** The classes that can be started, by what is read of them. */
  private static List<String> programs() throws IOException {
    List<String> programs = new ArrayList<>();
    try (Stream<Path> files = Files.walk(MAIN)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
        if (Files.readString(file).contains("public static void main(String[] args)")) {
          String name = MAIN.relativize(file).toString().replace('\\', '/').replace('/', '.');
          programs.add(name.replaceFirst("\\.java$", ""));
        }
      }
    }
    return programs;
  }

  @Test
  void everyProgramHasItsCommandAndItsTest() throws IOException {
    TreeMap<String, String> commands = new TreeMap<>();
    Matcher command = COMMAND.matcher(page());
    while (command.find()) {
      commands.put(command.group(1), command.group(2));
    }
    assertEquals(programs(), List.copyOf(commands.keySet()));
    StringBuilder tests = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
        tests.append(Files.readString(file));
      }
    }
    for (String program : programs()) {
      String name = program.replaceFirst(".*\\.", "");
      assertTrue(
          Pattern.compile("\\b" + name + "(\\.class|\\.draw|\\.main|\\.write)")
              .matcher(tests)
              .find(),
          "no test runs " + name);
    }
  }

  /** Where nothing is trained, to the letter. */
  @ParameterizedTest
  @ValueSource(classes = {CoreAlone.class, OwnSimilarity.class, LuceneTokenizer.class})
  void whatIsShownIsWhatIsPrinted(Class<?> program) throws Exception {
    Matcher command = COMMAND.matcher(page());
    String words = null;
    int end = 0;
    while (words == null && command.find()) {
      if (command.group(1).equals(program.getName())) {
        words = command.group(2);
        end = command.end();
      }
    }
    Matcher block = BLOCK.matcher(page());
    assertTrue(block.find(end));
    String[] args = words.isEmpty() ? new String[0] : new String[] {words.replace("\"", "")};
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(out);
      program.getMethod("main", String[].class).invoke(null, (Object) args);
    } finally {
      System.setOut(before);
    }
    assertEquals(block.group(1), printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
  }
}
