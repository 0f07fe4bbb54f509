package io.github.simloss.cli.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.simloss.cli.Commands;
import io.github.simloss.cli.ManPages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual pages of the distribution, as the build writes them. */
class ManPagesTest {
  private static @TempDir Path folder;

  @BeforeAll
  static void write() throws Exception {
    ManPages.main(new String[] {folder.toString(), "9.9.9", "2020-02-02T00:00:00Z"});
  }

  private static String page(CommandSpec command) throws Exception {
    return Files.readString(
        folder.resolve(command.qualifiedName("-") + ".1"), StandardCharsets.UTF_8);
  }

  /** As a terminal shows it, without what sets words in bold. */
  private static String plain(String roff) {
    return roff.replaceAll("\\\\f[BIR]", "")
        .replace("\\-", "-")
        .replace("\\(aq", "'")
        .replace("\\(ga", "`")
        .replace("\\(dq", "\"")
        .replace("\\e", "\\");
  }

  @Test
  void everyCommandHasAPage() {
    Set<String> wanted =
        Commands.all().stream()
            .map(command -> command.qualifiedName("-") + ".1")
            .collect(Collectors.toCollection(TreeSet::new));
    wanted.addAll(List.of("simloss.1", "simloss-help.1"));
    Set<String> written = new TreeSet<>();
    for (String name : folder.toFile().list()) {
      if (!name.equals("out.txt")) {
        written.add(name);
      }
    }
    assertEquals(wanted, written);
  }

  @Test
  void aPageHasEveryOptionInItsSection() throws Exception {
    for (CommandSpec command : Commands.all()) {
      String page = page(command);
      assertTrue(page.startsWith(".TH \"SIMLOSS\\-"), page);
      assertTrue(page.contains("\" 1 \"2020\\-02\\-02\" \"simloss 9.9.9\""), page);
      List<String> lines = plain(page).lines().toList();
      Sections.of(command)
          .forEach(
              (section, options) -> {
                int from = lines.indexOf(".SS \"" + section.heading() + "\"");
                assertTrue(from > 0, command.qualifiedName() + " " + section);
                List<String> rest = lines.subList(from + 1, lines.size());
                List<String> own =
                    rest.stream()
                        .takeWhile(line -> !line.startsWith(".SS") && !line.startsWith(".SH"))
                        .toList();
                for (OptionSpec option : options) {
                  assertEquals(1, labels(own, option), option.longestName() + " in " + own);
                }
              });
    }
  }

  /** Lines below a request for an item that begin with the option's names. */
  private static long labels(List<String> lines, OptionSpec option) {
    List<String> found = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i - 1).equals(".TP")
          && (lines.get(i) + " ").matches(".*(^| )" + option.longestName() + "[ ,].*")) {
        found.add(lines.get(i));
      }
    }
    return found.size();
  }

  @Test
  void noLineIsTakenForARequest() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".1")).toList()) {
        for (String line : Files.readAllLines(file)) {
          assertFalse(line.contains("%n") || line.contains("${") || line.contains("@|"), line);
          if (line.startsWith(".")) {
            assertTrue(line.matches("\\.(TH|SH|SS) .*|\\.(TP|PP|nf|fi|nh|ad l)"), line);
          }
          assertFalse(line.startsWith("'"), line);
        }
      }
    }
  }

  /** Where groff is: no warning of any kind, and examples as they are typed. */
  @Test
  void groffSetsThem() throws Exception {
    Path groff = Path.of("/usr/bin/groff");
    assumeTrue(Files.isExecutable(groff), "no groff");
    Path out = folder.resolve("out.txt");
    List<String> command =
        new ArrayList<>(List.of(groff.toString(), "-man", "-ww", "-Tutf8", "-P-cbou"));
    command.add(folder.resolve("simloss-vectors-convert.1").toString());
    command.add(folder.resolve("simloss-train.1").toString());
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    String text = Files.readString(out, StandardCharsets.UTF_8);
    assertEquals(0, process.exitValue(), text);
    assertFalse(text.contains("warning"), text);
    assertTrue(text.contains("simloss vectors convert model.bin vectors.vec\n"), text);
    assertTrue(text.contains("       --train FILE\n"), text);
  }
}
