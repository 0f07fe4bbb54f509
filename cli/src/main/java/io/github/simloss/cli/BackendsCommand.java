package io.github.simloss.cli;

import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Device;
import io.github.simloss.io.Json;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code simloss backends}: the engines, their versions, devices and threads. */
@Command(
    name = "backends",
    description = "List the engines: name, version, devices, threads.",
    footer = {"", "Example:", "  simloss backends --json"})
final class BackendsCommand extends BaseCommand {
  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  /** One engine, as printed. */
  private record Row(String name, String engine, List<String> devices, int threads, String error) {}

  @Override
  public Integer call() {
    PrintWriter out = out();
    int code = 0;
    for (Backend backend : EngineOptions.all().all()) {
      Row row = row(backend);
      if (json) {
        out.println(Json.toLine(row));
      } else if (row.error() != null) {
        out.println(row.name() + "  does not start on this machine: " + row.error());
      } else {
        out.println(
            row.name()
                + "  "
                + row.engine()
                + "  devices "
                + String.join(", ", row.devices())
                + "  threads "
                + row.threads());
      }
      code = row.error() == null ? code : 1;
    }
    return code;
  }

  private static Row row(Backend backend) {
    try {
      return new Row(
          backend.name(),
          backend.engine(),
          backend.devices().stream().map(Device::toString).toList(),
          backend.threads(),
          null);
    } catch (RuntimeException | LinkageError e) {
      // One engine that cannot load must not hide the others.
      return new Row(backend.name(), null, List.of(), 0, e.toString());
    }
  }
}
