package io.github.simloss.cli.report;

import io.github.simloss.cli.report.chart.MapChart;
import io.github.simloss.cli.report.page.DataTable;
import io.github.simloss.cli.report.page.DataTable.Cell;
import io.github.simloss.cli.report.page.DataTable.Kind;
import io.github.simloss.cli.report.page.Figures;
import io.github.simloss.cli.report.page.Html;
import io.github.simloss.cli.report.page.Sections;
import io.github.simloss.experiment.inspection.CodeMap;
import io.github.simloss.experiment.inspection.Inspection;
import io.github.simloss.experiment.inspection.ReconstructedSentence;
import io.github.simloss.experiment.inspection.WordNeighbours;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sentences, words and codes as several models see them. */
final class ComparedPictures {
  private static final int MOST_WORDS = 6;

  /** Several maps stand on a page, and sentences are long: half of the points will do. */
  private static final int EVERY = 2;

  private final Sections sections;
  private final List<Shown> all;

  /**
   * A model.
   *
   * @param title what tells it from the others
   * @param loss the loss it was trained with
   * @param inspection what it shows
   */
  record Shown(String title, String loss, Inspection inspection) {}

  ComparedPictures(Sections sections, List<Shown> all) {
    this.sections = sections;
    this.all = all;
  }

  /** The reconstructions of the same sentences side by side. */
  void samples() {
    List<Shown> shown = all.stream().filter(s -> !s.inspection().samples().isEmpty()).toList();
    if (shown.isEmpty()) {
      return;
    }
    Html html = sections.add("reconstructions", "Reconstructions side by side");
    html.element(
        "p",
        "The same sentences turned into a code and back by the first run of each row.",
        "class",
        "quiet");
    SampleList list = new SampleList(html, true);
    for (ReconstructedSentence first : shown.get(0).inspection().samples()) {
      Map<String, ReconstructedSentence> outputs = new LinkedHashMap<>();
      for (Shown model : shown) {
        model.inspection().samples().stream()
            .filter(sample -> sample.input().equals(first.input()))
            .findFirst()
            .ifPresent(sample -> outputs.put(model.title(), sample));
      }
      list.add(first.input(), outputs);
    }
    list.end();
  }

  /** The neighbours of a few words, and in a column for each loss the weights it gives them. */
  void neighbours() {
    Map<String, List<WordNeighbours>> losses = new LinkedHashMap<>();
    for (Shown model : all) {
      List<WordNeighbours> words = model.inspection().neighbours();
      if (words != null && !words.isEmpty()) {
        losses.putIfAbsent(model.loss(), words);
      }
    }
    if (losses.isEmpty()) {
      return;
    }
    Html html = sections.add("neighbours", "Neighbours of words");
    html.element(
        "p",
        "What each loss takes for nearly right: under each word in bold the words whose vectors are"
            + " nearest, and the weight each loss gives them where the word in bold is the right"
            + " one.",
        "class",
        "quiet");
    DataTable table =
        new DataTable("Neighbours of words")
            .column("word", Kind.TEXT)
            .column("cosine", Kind.NUMBER);
    losses.keySet().forEach(loss -> table.column(loss, Kind.NUMBER));
    List<WordNeighbours> words = losses.values().iterator().next();
    for (WordNeighbours word : words.subList(0, Math.min(MOST_WORDS, words.size()))) {
      for (WordNeighbours.Neighbour near : word.neighbours()) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(near.word()));
        cells.add(Cell.of(Figures.fixed(near.similarity(), 2), near.similarity()));
        for (List<WordNeighbours> own : losses.values()) {
          Double weight = weight(own, word.word(), near.word());
          cells.add(weight == null ? Cell.of("–") : Cell.of(Figures.weight(weight), weight));
        }
        table.row(near.word().equals(word.word()) ? "group self" : null, cells);
      }
    }
    html.add(table.render());
  }

  private static Double weight(List<WordNeighbours> words, String word, String near) {
    for (WordNeighbours some : words) {
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

  /** A map of the codes of the same sentences for each model. */
  void maps() {
    List<Shown> mapped =
        all.stream()
            .filter(
                s -> s.inspection().codes() != null && !s.inspection().codes().points().isEmpty())
            .toList();
    if (mapped.isEmpty()) {
      return;
    }
    Html html = sections.add("codes", "Maps of sentence codes");
    html.element(
        "p",
        "A dot is a sentence: dots near each other are sentences whose codes are alike. Each map"
            + " shows the two directions in which its codes differ most (their principal"
            + " components), with the share of all their differences that these two hold. The"
            + " darker, the longer the sentence.",
        "class",
        "quiet");
    html.open("div", "class", "charts");
    for (Shown model : mapped) {
      CodeMap codes = model.inspection().codes();
      List<CodeMap.Point> some = new ArrayList<>();
      for (int i = 0; i < codes.points().size(); i += EVERY) {
        some.add(codes.points().get(i));
      }
      String share = Figures.fixed(100 * codes.explained(), 0);
      html.add(
          new MapChart(new CodeMap(some, codes.explained()))
              .small(model.title() + " (" + share + " %)"));
    }
    html.close();
  }
}
