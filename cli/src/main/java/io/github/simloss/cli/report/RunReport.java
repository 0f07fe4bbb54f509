package io.github.simloss.cli.report;

import io.github.simloss.cli.report.page.Page;
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
    return Page.of(
        view.name() + " · simloss",
        new RunSections(view).render(),
        data(view),
        view.live() != null);
  }

  /** What stands above the footer of the page, as HTML. */
  public static String content(RunView view) {
    return new RunSections(view).render().toString();
  }

  /** Without the configuration, whose paths are the machine's own affair. */
  static Map<String, Object> data(RunView view) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("name", view.name());
    data.put("loss", view.config().loss());
    data.put("history", view.history());
    data.put("sets", view.sets().values());
    data.put("samples", view.inspection().samples());
    data.put("neighbours", view.inspection().neighbours());
    data.put("codes", view.inspection().codes());
    return data;
  }
}
