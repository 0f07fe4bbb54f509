package io.github.simloss.cli.usage;

import io.github.simloss.SimlossException;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.io.Messages;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.checkpoint.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Refuses an output that would replace what a command reads, or a file that a run is made of: a
 * name that was mistyped costs nobody a corpus or a model.
 */
final class OutputRule {
  private static final String OUT = "--out";

  /** An output that is a parameter. */
  private static final String TARGET = "TARGET";

  private OutputRule() {}

  /**
   * Checks the file that a command writes, if it is there already.
   *
   * @param parsed what the command was given
   * @throws UsageException naming what the file is
   */
  static void check(ParseResult parsed) {
    CommandSpec command = parsed.commandSpec();
    OptionSpec out = command.findOption(OUT);
    if (out != null && out.getValue() instanceof Path file && Files.isRegularFile(file)) {
      requireNotRead(parsed, file);
      requireNoRunsOwn(OUT, file);
    }
    for (ArgSpec parameter : command.positionalParameters()) {
      if (parameter.paramLabel().equals(TARGET)
          && parameter.getValue() instanceof Path file
          && Files.isRegularFile(file)) {
        requireNoRunsOwn(TARGET, file);
      }
    }
  }

  private static void requireNotRead(ParseResult parsed, Path file) {
    for (ArgSpec read : parsed.commandSpec().args()) {
      if (read instanceof OptionSpec option && option.longestName().equals(OUT)) {
        continue;
      }
      Object value = read.getValue();
      Collection<?> values = value instanceof Collection<?> many ? many : List.of();
      if (value instanceof Path one) {
        values = List.of(one);
      }
      for (Object one : values) {
        if (one instanceof Path other && isSame(file, other)) {
          throw new UsageException(
              OUT
                  + " is "
                  + Messages.oneLine(file)
                  + ", which "
                  + (read instanceof OptionSpec option ? option.longestName() : read.paramLabel())
                  + " reads: give another file");
        }
      }
    }
  }

  private static boolean isSame(Path file, Path other) {
    try {
      return Files.exists(other) && Files.isSameFile(file, other);
    } catch (IOException e) {
      // What cannot be read is said where it is read.
      return false;
    }
  }

  private static void requireNoRunsOwn(String name, Path file) {
    Path real;
    try {
      real = file.toRealPath();
    } catch (IOException e) {
      // What cannot be written is said where it is written.
      return;
    }
    Path above = real.getParent();
    for (int k = 0; k < 3 && above != null; k++, above = above.getParent()) {
      if (isOwn(above, real)) {
        throw new UsageException(
            name
                + " is "
                + Messages.oneLine(file)
                + ", a file that the run "
                + Messages.oneLine(above)
                + " is made of: give another file");
      }
    }
  }

  /** But for its page, which a command makes again. */
  private static boolean isOwn(Path folder, Path file) {
    if (!Files.isRegularFile(folder.resolve(Manifest.NAME))) {
      return false;
    }
    RunDirectory run;
    try {
      Manifest.read(folder);
      run = RunDirectory.open(folder);
    } catch (SimlossException e) {
      // Somebody else's files of the same names.
      return false;
    }
    return file.startsWith(run.checkpoints().toAbsolutePath())
        || List.of(
                run.config(),
                run.vocabulary(),
                run.model(),
                run.history(),
                run.postProcessing(),
                run.vectors(),
                run.card(),
                folder.resolve(Manifest.NAME))
            .contains(file);
  }
}
