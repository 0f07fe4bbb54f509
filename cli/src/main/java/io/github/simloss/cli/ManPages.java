package io.github.simloss.cli;

import io.github.simloss.cli.help.HelpSetup;
import io.github.simloss.cli.shell.ManPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import picocli.CommandLine;

/** Writes the manual pages of all commands; the build runs it for the distribution. */
public final class ManPages {
  private ManPages() {}

  /**
   * Writes {@code simloss.1}, {@code simloss-train.1} and so on.
   *
   * @param args the folder, the version, and the time of the release, of which the date is shown
   * @throws IOException if a page cannot be written
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      throw new IllegalArgumentException("give the folder to write to, a version and a date");
    }
    CommandLine line = new CommandLine(new SimlossCommand());
    HelpSetup.apply(line);
    write(
        Files.createDirectories(Path.of(args[0])), line, args[1], args[2].replaceFirst("T.*", ""));
  }

  private static void write(Path folder, CommandLine line, String version, String date)
      throws IOException {
    Files.writeString(
        folder.resolve(ManPage.name(line) + ".1"),
        ManPage.of(line, version, date),
        StandardCharsets.UTF_8);
    // A command with an alias is there twice.
    for (CommandLine below : new LinkedHashSet<>(line.getSubcommands().values())) {
      write(folder, below, version, date);
    }
  }
}
