package io.github.simloss.cli.console;

import io.github.simloss.io.Messages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Commands to be copied into a shell: what a shell would not take literally is quoted. */
public final class CommandText {
  /** How simloss was started, which the launcher says. */
  private static final String PROGRAM = "simloss.command";

  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_@%+=:,./-]+");

  private CommandText() {}

  /**
   * A command of simloss.
   *
   * @param arguments words and paths; a path within the current folder is named from there
   */
  public static String of(Object... arguments) {
    boolean windows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    List<String> words = new ArrayList<>();
    words.add(quoted(System.getProperty(PROGRAM, "simloss"), windows));
    for (Object argument : arguments) {
      words.add(quoted(argument instanceof Path path ? name(path) : argument.toString(), windows));
    }
    return String.join(" ", words);
  }

  private static String name(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path name =
        path.isAbsolute() && path.startsWith(here) && !path.equals(here)
            ? here.relativize(path)
            : path;
    // What begins like an option would be taken for one.
    return name.toString().startsWith("-")
        ? Path.of(".").resolve(name).toString()
        : name.toString();
  }

  static String quoted(String word, boolean windows) {
    if (PLAIN.matcher(windows ? word.replace('\\', '/') : word).matches()) {
      return word;
    }
    String shown = Messages.printable(word);
    return windows ? '"' + shown + '"' : "'" + shown.replace("'", "'\\''") + "'";
  }
}
