package io.github.simloss.cli.adversary;

import io.github.simloss.cli.Cli;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a command may answer, whatever it was given. */
final class Answers {
  private static final int LONGEST_LINE = 20_000;

  /** What would command a terminal: C0 and C1 controls but tabs and line ends, and bidi marks. */
  private static final Pattern COMMANDS =
      Pattern.compile(
          "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");

  private Answers() {}

  /**
   * What is unexpected about an answer.
   *
   * @return null if nothing is: 0, 1 or 2, and if it is not 0 a line that says why
   */
  static String problem(Cli.Result result) {
    String lower = result.err().toLowerCase(Locale.ROOT);
    if (result.code() < 0 || result.code() > 2) {
      return "exit code " + result.code() + ": " + result.err();
    }
    if (lower.contains("simloss: unexpected ")
        || lower.contains("exception")
        || lower.contains("\tat ")) {
      return "a failure without words: " + result.err();
    }
    if (COMMANDS.matcher(result.out() + result.err()).find()) {
      return "a command to the terminal: " + result.err();
    }
    long said = result.err().lines().filter(line -> line.startsWith("simloss: ")).count();
    // A notice may stand before it: of a cache that is not kept, of a file that is not whole.
    if (result.code() != 0 && (result.err().isBlank() || said > 2)) {
      return said + " lines of errors: " + result.err();
    }
    if (result.err().lines().anyMatch(line -> line.length() > LONGEST_LINE)) {
      return "a line of more than " + LONGEST_LINE + " characters";
    }
    return null;
  }

  /** A command line as it can be read in a failure. */
  static String words(List<String> words) {
    StringBuilder text = new StringBuilder();
    for (String word : words) {
      String shown = word.length() > 200 ? word.substring(0, 200) + "..." : word;
      text.append(' ').append(shown.isEmpty() || shown.contains(" ") ? "'" + shown + "'" : shown);
    }
    return io.github.simloss.io.Messages.printable(text.toString().strip());
  }
}
