package io.github.simloss.cli.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages of the repository, and the command lines in them. */
final class Pages {
  static final Path ROOT = Path.of("..");

  /** In the text of a page, between backticks. */
  private static final Pattern INLINE = Pattern.compile("`(simloss [a-z][^`\n]*)`");

  private Pages() {}

  /** Every page that is read on its own. */
  static List<Path> all() {
    List<Path> pages = new ArrayList<>();
    for (String folder : List.of("", "docs", "docs/reference", "examples")) {
      try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
        pages.addAll(files.filter(file -> file.toString().endsWith(".md")).sorted().toList());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return pages;
  }

  static String text(Path page) {
    try {
      return Files.readString(page, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A page as its path from the root. */
  static String name(Path page) {
    return ROOT.relativize(page).toString().replace('\\', '/');
  }

  /** The command lines that stand in blocks of their own, whole, without what is said of them. */
  static List<String> commands(Path page) {
    List<String> commands = new ArrayList<>();
    StringBuilder begun = new StringBuilder();
    for (String line : text(page).lines().toList()) {
      boolean block = line.startsWith("    ") || !begun.isEmpty();
      String shown = line.strip();
      if (block && (!begun.isEmpty() || COMMAND.matcher(shown).find())) {
        begun.append(begun.isEmpty() ? "" : " ");
        if (shown.endsWith("\\")) {
          begun.append(shown, 0, shown.length() - 1);
          continue;
        }
        String command = clean(begun.append(shown).toString());
        // A synopsis is none.
        if (!command.contains("[OPTIONS]")) {
          commands.add(command);
        }
        begun.setLength(0);
      }
    }
    return commands;
  }

  /** Where a command begins: at the line, behind a pipe or behind another. */
  private static final Pattern COMMAND =
      Pattern.compile("^(echo '[^']*' \\| |.* && )?(cli/target/simloss/bin/)?simloss [a-z]");

  /** As typed behind {@code simloss}; text that is piped into it stays in front. */
  private static String clean(String line) {
    return line.replaceFirst("^.* && ", "")
        .replaceFirst("(cli/target/simloss/bin/)?simloss ", "simloss ")
        .replaceAll(" +(&&|#|\\.\\.\\.).*$", "")
        // What the command does stands some blanks behind it.
        .replaceFirst("(?<=\\S) {3,}\\S.*$", "")
        .replaceAll("(?<=\\S) +", " ")
        .strip();
  }

  /** Those within the text, which may be a part of a command line. */
  static List<String> inline(Path page) {
    return INLINE.matcher(text(page)).results().map(result -> result.group(1)).toList();
  }

  /** What a pattern finds in a page. */
  static List<MatchResult> find(Path page, Pattern pattern) {
    return pattern.matcher(text(page)).results().toList();
  }
}
