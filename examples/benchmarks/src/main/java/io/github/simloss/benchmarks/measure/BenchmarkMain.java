package io.github.simloss.benchmarks.measure;

import io.github.simloss.SimlossException;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/**
 * How the benchmarks start: an error is one line, and ends the process with another code than 0.
 */
public final class BenchmarkMain {
  private BenchmarkMain() {}

  /**
   * Runs a benchmark.
   *
   * @param benchmark a picocli command
   * @param args its command line
   * @throws SimlossException if it fails, after the reason was printed
   */
  public static void run(Callable<Integer> benchmark, String[] args) {
    CommandLine line = new CommandLine(benchmark);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (e, where, parsed) -> {
          where.getErr().println(e.getMessage());
          return CommandLine.ExitCode.SOFTWARE;
        });
    if (line.execute(args) != 0) {
      throw new SimlossException("it ended with an error; the reason stands above");
    }
  }
}
