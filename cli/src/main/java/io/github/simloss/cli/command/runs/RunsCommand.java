package io.github.simloss.cli.command.runs;

import io.github.simloss.cli.command.BaseCommand;
import io.github.simloss.cli.console.Errors;
import io.github.simloss.io.Messages;
import io.github.simloss.io.json.Json;
import io.github.simloss.run.listing.RunList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code simloss runs}: the runs in a folder. */
@Command(
    name = "runs",
    sortOptions = false,
    description = {
      "List the runs in a folder and three levels below it: loss, engine, epochs done, best dev"
          + " loss, when they were begun (UTC), size, and whether they are training, stopped (train"
          + " --resume continues them), done or exported.",
      "Folders that look like a run and are damaged are named on standard error with the reason, and"
          + " left out."
    },
    footer = {"", "Examples:", "  simloss runs", "  simloss runs experiments --json"})
public final class RunsCommand extends BaseCommand {
  private static final Path HERE = Path.of("");

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The folder. Default: the current one, with runs/, where train puts them.")
  private Path folder;

  @Option(
      names = "--json",
      description =
          "A JSON object a line: run, loss, engine, epoch, epochs, bestDevLoss, created, bytes, state;"
              + " run and error for what is left out.")
  private boolean json;

  @Override
  public Integer call() {
    RunList list = RunList.in(folder == null ? HERE : folder);
    List<RunRow> rows = list.runs().stream().map(RunRow::of).toList();
    if (json) {
      rows.forEach(row -> out().println(Json.toLine(row)));
    } else if (rows.isEmpty()) {
      none();
    } else {
      print(rows);
    }
    list.skipped().forEach(this::skipped);
    return 0;
  }

  private void none() {
    String looked =
        folder == null
            ? Messages.quote(HERE.toAbsolutePath()) + ", the current folder,"
            : Messages.quote(folder);
    err()
        .println(
            "no run in "
                + looked
                + " and three levels below; simloss runs DIR looks elsewhere, simloss train makes"
                + " one");
  }

  private void skipped(RunList.Skipped skipped) {
    if (json) {
      Map<String, String> line = new LinkedHashMap<>();
      line.put("run", skipped.folder().toString());
      line.put("error", skipped.reason());
      out().println(Json.toLine(line));
    } else {
      Errors.print(err(), Messages.oneLine(skipped.folder()) + " is left out: " + skipped.reason());
    }
  }

  private void print(List<RunRow> rows) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(RunRow.HEAD);
    rows.forEach(row -> lines.add(row.cells()));
    int[] widths = new int[RunRow.HEAD.size()];
    for (List<String> line : lines) {
      for (int k = 0; k < widths.length; k++) {
        widths[k] = Math.max(widths[k], line.get(k).length());
      }
    }
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int k = 0; k < widths.length; k++) {
        text.append(line.get(k)).append(" ".repeat(widths[k] - line.get(k).length() + 2));
      }
      out().println(text.toString().stripTrailing());
    }
  }
}
