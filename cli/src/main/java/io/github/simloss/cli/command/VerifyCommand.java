package io.github.simloss.cli.command;

import io.github.simloss.io.json.Json;
import io.github.simloss.run.RunVerifier;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code simloss verify}: is every file of a run what it should be. */
@Command(
    name = "verify",
    sortOptions = false,
    description = {
      "Check every file of a run: hashes, formats, shapes, finite numbers, and that they belong"
          + " together. No engine is needed.",
      "Ends with 1 if anything is damaged. A run that was killed is not damaged: continue it by"
          + " train --resume."
    },
    exitCodeList = "1:something is damaged, or the run cannot be read",
    footer = {"", "Examples:", "  simloss verify run", "  simloss verify run --json"})
public final class VerifyCommand extends BaseCommand {
  @Parameters(paramLabel = "RUN", description = "The folder that train --out made.")
  private Path run;

  @Option(names = "--json", description = "A JSON object a line: file, ok, message.")
  private boolean json;

  @Override
  public Integer call() {
    List<RunVerifier.Finding> findings = RunVerifier.verify(run);
    for (RunVerifier.Finding finding : findings) {
      out().println(json ? Json.toLine(finding) : line(finding));
    }
    long damaged = findings.stream().filter(finding -> !finding.ok()).count();
    err()
        .println(
            damaged == 0
                ? run + " is sound"
                : damaged + " of " + findings.size() + " parts of " + run + " are damaged");
    return damaged == 0 ? 0 : 1;
  }

  private static String line(RunVerifier.Finding finding) {
    return (finding.ok() ? "ok    " : "WRONG ")
        + finding.file()
        + (finding.message().isEmpty() ? "" : ": " + finding.message());
  }
}
