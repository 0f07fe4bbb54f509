package io.github.simloss.cli;

import io.github.simloss.cli.shell.CompletionValues;
import io.github.simloss.cli.usage.CommandLineSetup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes what shells read to complete command lines; the build runs it for the distribution. */
public final class CompletionScripts {
  private CompletionScripts() {}

  /**
   * Writes {@code simloss.bash} and {@code simloss.zsh}.
   *
   * @param args the folder
   * @throws IOException if it cannot be written
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("give the folder to write to");
    }
    Path folder = Files.createDirectories(Path.of(args[0]));
    String script = script();
    write(folder.resolve("simloss.bash"), script);
    // zsh runs completions of bash once its own are set up.
    write(
        folder.resolve("simloss.zsh"),
        "autoload -Uz compinit bashcompinit\n"
            + "(( $+functions[compdef] )) || compinit\n"
            + "bashcompinit\n"
            + script);
  }

  /** For bash, of the commands as they are. */
  static String script() {
    CommandLine line = new CommandLine(new SimlossCommand());
    CommandLineSetup.literal(line);
    CompletionValues.give(line);
    return AutoComplete.bash("simloss", line).replace("\r\n", "\n");
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
