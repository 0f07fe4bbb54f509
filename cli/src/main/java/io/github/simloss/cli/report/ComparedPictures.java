package io.github.simloss.cli.report;

import io.github.simloss.cli.report.chart.MapChart;
import io.github.simloss.cli.report.page.Figures;
import io.github.simloss.cli.report.page.Html;
import io.github.simloss.experiment.comparison.ComparedRun;
import io.github.simloss.experiment.inspection.CodeMap;
import io.github.simloss.experiment.inspection.ReconstructedSentence;
import io.github.simloss.experiment.inspection.WordNeighbours;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Words and codes as the losses of a comparison see them. */
final class ComparedPictures {
  private static final int MOST_SAMPLES = 12;
  private static final int MOST_WORDS = 6;

  /** Several maps stand on a page, and sentences are long: half of the points will do. */
  private static final int EVERY = 2;

  private ComparedPictures() {}

  /** What tells a run from those of other losses and engines. */
  static String title(ComparedRun run) {
    return run.origin().loss() + " on " + run.origin().backend();
  }

  /**
   * The reconstructions of the same sentences side by side.
   *
   * @param runs one run of each loss and engine
   */
  static void samples(Html html, List<ComparedRun> runs) {
    List<ComparedRun> shown =
        runs.stream().filter(run -> !run.inspection().samples().isEmpty()).toList();
    if (shown.isEmpty()) {
      return;
    }
    html.open("section").element("h2", "Reconstructions side by side");
    html.element(
        "p",
        "The same dev sentences through the first run of each loss and engine. A changed word carries"
            + " the cosine of its vector and that of the word it stands for.",
        "class",
        "quiet");
    SampleSections.key(html);
    html.open("ul", "class", "samples");
    List<ReconstructedSentence> inputs = shown.get(0).inspection().samples();
    for (int i = 0; i < Math.min(MOST_SAMPLES, inputs.size()); i++) {
      html.open("li").element("p", inputs.get(i).input(), "class", "input");
      html.open("dl", "class", "runs");
      for (ComparedRun run : shown) {
        if (i < run.inspection().samples().size()
            && run.inspection().samples().get(i).input().equals(inputs.get(i).input())) {
          html.element("dt", title(run)).open("dd");
          SampleSections.words(html, run.inspection().samples().get(i).words());
          html.close();
        }
      }
      html.close().close();
    }
    html.close().close();
  }

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
              .small(title(run) + " (" + share + " %)"));
    }
    html.close().close();
  }
}
