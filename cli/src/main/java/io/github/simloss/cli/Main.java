package io.github.simloss.cli;

import io.github.simloss.backend.support.ProcessEnvironment;
import io.github.simloss.cli.console.Errors;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.help.HelpSetup;
import io.github.simloss.cli.output.StandardOutput;
import io.github.simloss.cli.place.CurrentFolder;
import io.github.simloss.cli.place.OriginalArguments;
import io.github.simloss.cli.place.UserHome;
import io.github.simloss.cli.usage.CommandLineSetup;
import io.github.simloss.cli.usage.ConfigFile;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Where the process begins. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    // The process is ours: engines may set in it what makes them fast and keeps DJL off the
    // network.
    if (System.getProperty(ProcessEnvironment.PROPERTY) == null) {
      System.setProperty(ProcessEnvironment.PROPERTY, "true");
    }
    // UTF-8 whatever the machine's locale says: sentences go through pipes and files.
    PrintStream out =
        new PrintStream(
            new StandardOutput(new FileOutputStream(FileDescriptor.out)),
            true,
            StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    System.setOut(out);
    System.setErr(err);
    UserHome.ensure();
    PrintWriter talk = new PrintWriter(err, true, StandardCharsets.UTF_8);
    String lost = CurrentFolder.refusal();
    if (lost != null) {
      Errors.print(talk, lost);
      System.exit(CommandLine.ExitCode.SOFTWARE);
    }
    int code;
    try {
      code =
          run(
              OriginalArguments.of(args),
              new PrintWriter(out, false, StandardCharsets.UTF_8),
              talk);
    } catch (StandardOutput.ReaderGoneException e) {
      // While the rest was flushed: the reader has what it wanted.
      code = CommandLine.ExitCode.OK;
    }
    // Engines leave native threads behind that are no daemons.
    System.exit(code);
  }

  /**
   * Runs one command.
   *
   * @param args the command line
   * @param out where data goes
   * @param err where talk goes
   * @return 0, 1 (failed) or 2 (wrong usage)
   */
  static int run(String[] args, PrintWriter out, PrintWriter err) {
    CommandFactory factory = new CommandFactory();
    CommandLine line = new CommandLine(new SimlossCommand(), factory);
    line.setExecutionStrategy(factory);
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setAbbreviatedOptionsAllowed(false);
    line.setUsageHelpAutoWidth(true);
    HelpSetup.apply(line);
    line.setExecutionExceptionHandler(Errors::failed);
    line.setParameterExceptionHandler(Errors::wrongUsage);
    CommandLineSetup.literal(line);
    String[] expanded;
    try {
      expanded = ConfigFile.expand(line, args);
    } catch (UsageException e) {
      Errors.print(err, e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    int code;
    try {
      code = line.execute(expanded);
    } catch (StandardOutput.ReaderGoneException e) {
      throw e;
    } catch (Throwable e) {
      // picocli passes on what is no Exception: the JVM is out of something, or a class is broken.
      return Errors.failed(e, line, expanded);
    }
    out.flush();
    err.flush();
    if (out.checkError() && code == 0) {
      // The disk is full: not to be taken for success.
      Errors.print(
          err, "the output could not be written whole; is the disk full, or is it closed?");
      return CommandLine.ExitCode.SOFTWARE;
    }
    return code;
  }
}
