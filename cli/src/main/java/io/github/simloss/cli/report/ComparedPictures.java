package io.github.simloss.cli.report;

import io.github.simloss.cli.report.chart.MapChart;
import io.github.simloss.cli.report.page.Figures;
import io.github.simloss.cli.report.page.Html;
import io.github.simloss.experiment.comparison.ComparedRun;
import io.github.simloss.experiment.inspection.CodeMap;
import io.github.simloss.experiment.inspection.WordNeighbours;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Words and codes as the losses of a comparison see them. */
final class ComparedPictures {
  private static final int MOST_WORDS = 6;

  /** Several maps stand on a page, and sentences are long: half of the points will do. */
  private static final int EVERY = 2;

  private ComparedPictures() {}

  /**
   * The neighbours of a few words, and in a column for each loss the weights that it gives them.
   *
   * @param shown one run of each loss and engine
   */
  static void neighbours(Html html, List<ComparedRun> shown) {
    Map<String, ComparedRun> losses = new LinkedHashMap<>();
    for (ComparedRun run : shown) {
      if (run.inspection().neighbours() != null && !run.inspection().neighbours().isEmpty()) {
        losses.putIfAbsent(run.origin().loss(), run);
      }
    }
    if (losses.isEmpty()) {
      return;
    }
    List<ComparedRun> runs = new ArrayList<>(losses.values());
    html.open("section").element("h2", "Neighbours");
    html.element(
        "p",
        "The nearest words by the pre-trained vectors, and the weight that each loss gives them where"
            + " the first word is the target.",
        "class",
        "quiet");
    html.open("div", "class", "scroll").open("table", "class", "results weights");
    html.open("thead").open("tr").element("th", "word", "scope", "col");
    html.element("th", "cosine", "class", "number", "scope", "col");
    losses.keySet().forEach(loss -> html.element("th", loss, "class", "number", "scope", "col"));
    html.close().close();
    List<WordNeighbours> words = runs.get(0).inspection().neighbours();
    for (int w = 0; w < Math.min(MOST_WORDS, words.size()); w++) {
      html.open("tbody");
      for (int n = 0; n < words.get(w).neighbours().size(); n++) {
        row(html, runs, w, n);
      }
      html.close();
    }
    html.close().close().close();
  }

  private static void row(Html html, List<ComparedRun> runs, int w, int n) {
    WordNeighbours word = runs.get(0).inspection().neighbours().get(w);
    WordNeighbours.Neighbour near = word.neighbours().get(n);
    html.open("tr", "class", near.word().equals(word.word()) ? "best" : null);
    html.element("th", near.word(), "scope", "row");
    html.element("td", Figures.fixed(near.similarity(), 2), "class", "number");
    for (ComparedRun run : runs) {
      Double weight = weight(run.inspection().neighbours(), word.word(), near.word());
      html.element("td", weight == null ? "–" : Figures.weight(weight), "class", "number");
    }
    html.close();
  }

  private static Double weight(List<WordNeighbours> all, String word, String near) {
    for (WordNeighbours some : all) {
      if (some.word().equals(word)) {
        for (WordNeighbours.Neighbour neighbour : some.neighbours()) {
          if (neighbour.word().equals(near)) {
            return neighbour.weight();
          }
        }
      }
    }
    return null;
  }

  /**
   * A map of the codes of the same sentences for each loss and engine.
   *
   * @param shown one run of each loss and engine
   */
  static void maps(Html html, List<ComparedRun> shown) {
    List<ComparedRun> mapped =
        shown.stream()
            .filter(
                run ->
                    run.inspection().codes() != null
                        && !run.inspection().codes().points().isEmpty())
            .toList();
    if (mapped.isEmpty()) {
      return;
    }
    html.open("section").element("h2", "Codes");
    html.element(
        "p",
        "The same dev sentences by the two principal components of their codes, each loss and engine by"
            + " its own; in brackets the share of the variance that these two hold. Shade: length.",
        "class",
        "quiet");
    html.open("div", "class", "charts");
    for (ComparedRun run : mapped) {
      List<CodeMap.Point> some = new ArrayList<>();
      for (int i = 0; i < run.inspection().codes().points().size(); i += EVERY) {
        some.add(run.inspection().codes().points().get(i));
      }
      String share = Figures.fixed(100 * run.inspection().codes().explained(), 0);
      html.add(
          new MapChart(new CodeMap(some, run.inspection().codes().explained()))
              .small(ComparisonSections.title(run) + " (" + share + " %)"));
    }
    html.close().close();
  }
}
