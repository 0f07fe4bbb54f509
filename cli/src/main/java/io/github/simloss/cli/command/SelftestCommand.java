package io.github.simloss.cli.command;

import io.github.simloss.backend.Engine;
import io.github.simloss.cli.console.EngineRow;
import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.option.EngineOptions;
import io.github.simloss.io.json.Json;
import io.github.simloss.selftest.golden.EngineCheck;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code simloss selftest}: does this engine compute right on this machine. */
@Command(
    name = "selftest",
    description =
        "Check an engine on this machine: golden values and gradients, and a model of each of many"
            + " hidden sizes against plain Java. The first thing to run on a new machine or GPU.",
    exitCodeList = "1:a check failed, or the engine does not start",
    footer = {"", "Example:", "  simloss selftest --golden golden --backend djl --device gpu"})
public final class SelftestCommand extends BaseCommand {
  @Mixin private EngineOptions engineOptions;

  @InSection(Section.DATA)
  @Option(
      names = "--golden",
      paramLabel = "DIR",
      description =
          "Folder with losses.json, autoencoder.json and family.json, or some of them. Default: those"
              + " in the jar.")
  private Path golden;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Override
  public Integer call() {
    EngineCheck test = golden == null ? EngineCheck.onClassPath() : EngineCheck.inFolder(golden);
    try (Engine engine = engineOptions.open()) {
      List<EngineCheck.Check> results = new ArrayList<>(test.run(engine));
      results.addAll(EngineCheck.runSizes(engine));
      return print(engine, results);
    }
  }

  private int print(Engine engine, List<EngineCheck.Check> results) {
    PrintWriter out = out();
    long failed = results.stream().filter(result -> !result.ok()).count();
    for (EngineCheck.Check result : results) {
      out.println(
          json
              ? Json.toLine(result)
              : String.format(
                  Locale.ROOT,
                  "%-4s %-60s worst %.2e  allowed %.0e",
                  result.ok() ? "ok" : "FAIL",
                  result.name(),
                  result.difference(),
                  result.tolerance()));
    }
    err()
        .println(
            EngineRow.of(engine.backend()).inWords()
                + ", on "
                + engine.device()
                + ": "
                + (results.size() - failed)
                + " of "
                + results.size()
                + " cases within tolerance");
    return failed == 0 ? 0 : 1;
  }
}
