package io.github.simloss.cli.architecture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The file of the runs of equal lines that are known. It can only shrink: a run that is not in it
 * is refused, and so is one in it that is gone or shorter by now, until the file is written again.
 *
 * <p>A line that is not indented names files, for readers; the lines of the run follow, indented.
 */
final class AllowedRuns {
  /** The system property that asks for the file to be written. */
  static final String WRITE = "simloss.equal.write";

  private static final String INDENT = "  ";

  private final Path file;

  AllowedRuns(Path file) {
    this.file = file;
  }

  /**
   * Compares.
   *
   * @param found the runs there are
   * @throws AssertionError if one is not in the file, or the file has what is gone
   */
  void check(Map<List<String>, Set<String>> found) throws IOException {
    List<List<String>> allowed = read();
    StringBuilder more = new StringBuilder();
    found.forEach(
        (run, files) -> {
          if (allowed.stream().noneMatch(other -> EqualLines.isWithin(run, other))) {
            more.append(block(run, files));
          }
        });
    if (!more.isEmpty()) {
      throw new AssertionError("both engines hold these lines; write them once, in core:\n" + more);
    }
    long gone = allowed.stream().filter(run -> !found.containsKey(run)).count();
    if (gone > 0) {
      throw new AssertionError(
          gone
              + " runs of "
              + file
              + " are gone or shorter. Write it again and commit it:\n"
              + "  mvn -pl cli -am -Dtest=EqualLinesTest -Dsurefire.failIfNoSpecifiedTests=false -D"
              + WRITE
              + "=true test");
    }
  }

  /**
   * Writes the runs there are, if all are within those of the file. A file that does not exist
   * takes all.
   */
  void write(Map<List<String>, Set<String>> found) throws IOException {
    StringBuilder text = new StringBuilder();
    found.forEach((run, files) -> text.append(block(run, files)));
    List<List<String>> allowed = read();
    boolean shrinks =
        found.keySet().stream()
            .allMatch(run -> allowed.stream().anyMatch(other -> EqualLines.isWithin(run, other)));
    if (shrinks || !Files.exists(file)) {
      Files.writeString(file, text.toString(), StandardCharsets.UTF_8);
    }
    check(found);
  }

  private static String block(List<String> run, Set<String> files) {
    return String.join(", ", files)
        + ", "
        + run.size()
        + " lines\n"
        + INDENT
        + String.join("\n" + INDENT, run)
        + "\n";
  }

  private List<List<String>> read() throws IOException {
    List<List<String>> runs = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        if (line.startsWith(INDENT)) {
          runs.get(runs.size() - 1).add(line.substring(INDENT.length()));
        } else {
          runs.add(new ArrayList<>());
        }
      }
    }
    return runs;
  }
}
