package io.github.simloss.cli.command;

import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Backends;
import io.github.simloss.cli.console.EngineRow;
import io.github.simloss.io.json.Json;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code simloss backends}: the engines, their versions, kernels, threads and devices. */
@Command(
    name = "backends",
    description =
        "List the engines: name, version, numeric libraries with the kernels that they run on this"
            + " processor, threads, devices.",
    exitCodeList = "1:an engine does not start on this machine",
    footer = {"", "Example:", "  simloss backends --json"})
public final class BackendsCommand extends BaseCommand {
  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Inject private Backends engines;

  @Override
  public Integer call() {
    PrintWriter out = out();
    int code = 0;
    for (Backend backend : engines.all()) {
      EngineRow row = EngineRow.of(backend);
      if (json) {
        out.println(Json.toLine(row));
      } else if (row.error() != null) {
        out.println(row.name() + "  does not start on this machine: " + row.error());
      } else {
        out.println(
            row.name() + "  " + row.inWords() + "; devices " + String.join(", ", row.devices()));
      }
      code = row.error() == null ? code : 1;
    }
    return code;
  }
}
