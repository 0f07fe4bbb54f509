package io.github.simloss.cli.report;

import io.github.simloss.io.AtomicFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The page of one run. */
public final class RunReport {
  private RunReport() {}

  /** Writes the page into a file. */
  public static void write(Path file, RunView view) {
    AtomicFiles.writeString(file, page(view));
  }

  /** The page; one that keeps itself up to date while the view is of a run in training. */
  public static String page(RunView view) {
    return Page.of(view.name() + " · simloss", content(view), data(view), view.live() != null);
  }

  /** What stands between header and footer of the page. */
  static Html content(RunView view) {
    return new RunSections(view).render();
  }

  /** Without the configuration, whose paths are the machine's own affair. */
  static Map<String, Object> data(RunView view) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("name", view.name());
    data.put("loss", view.config().loss());
    data.put("history", view.history());
    data.put("samples", view.samples());
    data.put("neighbours", view.neighbours());
    data.put("codes", view.codes());
    return data;
  }
}
