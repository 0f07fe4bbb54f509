package io.github.simloss.cli.console;

import io.github.simloss.SimlossException;
import io.github.simloss.cli.output.StandardOutput;
import io.github.simloss.io.Messages;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/** Failures as one clear line on stderr. */
public final class Errors {
  private Errors() {}

  /** A command threw. */
  public static int failed(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
    if (failure instanceof StandardOutput.ReaderGoneException) {
      // It has seen enough, and there is nobody to hear more.
      return CommandLine.ExitCode.OK;
    }
    if (verbose(line)) {
      failure.printStackTrace(line.getErr());
    }
    print(line.getErr(), message(failure));
    return failure instanceof UsageException
        ? CommandLine.ExitCode.USAGE
        : CommandLine.ExitCode.SOFTWARE;
  }

  /** The JVM itself failed, or what was thrown is no exception that a command may throw. */
  public static int failed(Throwable failure, CommandLine line, String[] args) {
    if (List.of(args).contains("--verbose")) {
      failure.printStackTrace(line.getErr());
    }
    print(line.getErr(), message(failure));
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** The options could not be understood. */
  public static int wrongUsage(CommandLine.ParameterException failure, String[] args) {
    CommandLine line = failure.getCommandLine();
    CommandLine.ParameterException first = first(failure, line.getUnmatchedArguments());
    print(line.getErr(), message(first));
    CommandLine.UnmatchedArgumentException.printSuggestions(first, line.getErr());
    line.getErr().println("See '" + line.getCommandSpec().qualifiedName() + " --help'.");
    return CommandLine.ExitCode.USAGE;
  }

  /** An option that is missing may be there, misspelled: then that word is the fault. */
  private static CommandLine.ParameterException first(
      CommandLine.ParameterException failure, List<String> unknown) {
    return failure instanceof CommandLine.MissingParameterException && !unknown.isEmpty()
        ? new CommandLine.UnmatchedArgumentException(failure.getCommandLine(), unknown)
        : failure;
  }

  /** Choices as the help writes them, not as Java names its constants. */
  private static String message(CommandLine.ParameterException failure) {
    CommandLine.Model.ArgSpec option = failure.getArgSpec();
    if (option == null || !option.type().isEnum()) {
      return failure.getMessage();
    }
    String constants = Arrays.toString(option.type().getEnumConstants());
    return failure
        .getMessage()
        .replace(constants + " (case-insensitive)", constants.toLowerCase(Locale.ROOT));
  }

  /** One line, whatever a file put into it: nothing of it commands the terminal. */
  public static void print(PrintWriter err, String message) {
    err.println("simloss: " + Messages.printable(message));
    err.flush();
  }

  /** One line of what went wrong, with the fix. */
  static String message(Throwable failure) {
    if (failure instanceof SimlossException) {
      return failure.getMessage();
    }
    String ofJvm = JvmErrors.message(failure);
    return ofJvm != null
        ? ofJvm
        : "unexpected " + failure + "; run again with --verbose and report what it prints";
  }

  private static boolean verbose(CommandLine line) {
    CommandLine.ParseResult parsed = line.getParseResult();
    return parsed != null && parsed.hasMatchedOption("--verbose");
  }
}
