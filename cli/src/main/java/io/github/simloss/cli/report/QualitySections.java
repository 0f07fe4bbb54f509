package io.github.simloss.cli.report;

import io.github.simloss.cli.report.page.DataTable;
import io.github.simloss.cli.report.page.DataTable.Cell;
import io.github.simloss.cli.report.page.Figures;
import io.github.simloss.cli.report.page.Html;
import io.github.simloss.cli.report.page.Meanings;
import io.github.simloss.cli.report.page.Sections;
import io.github.simloss.experiment.evaluation.ScoreColumn;
import io.github.simloss.experiment.evaluation.ScoreColumns;
import io.github.simloss.experiment.inspection.Quality;
import java.util.List;
import java.util.Map;

/** How well one model reconstructs. */
final class QualitySections {
  /** A model that answers so many sentences alike is not worth its other figures. */
  private static final double ALIKE = 0.5;

  private static final int FEW = 10;

  private QualitySections() {}

  /** The figures that are looked at first. */
  static void tiles(Html html, Quality quality) {
    if (quality == null) {
      return;
    }
    Double right = quality.values().get("tokenAccuracy");
    if (right != null) {
      RunSections.tile(
          html,
          "words right",
          Figures.percent(right),
          "in their place, of " + Figures.count(quality.words()));
    }
    Double near = quality.values().get("nearSynonymRate");
    if (near != null) {
      RunSections.tile(
          html,
          "near synonyms",
          Figures.percent(near),
          "of the wrong words, one of the " + quality.near() + " nearest");
    }
  }

  /**
   * All figures, with what they mean.
   *
   * @param top where a warning goes
   * @param sections where the table goes
   * @param quality the figures, or null where there are none
   */
  static void quality(Html top, Sections sections, Quality quality) {
    if (quality == null) {
      return;
    }
    if (quality.commonest() > ALIKE && quality.sentences() >= FEW) {
      top.element(
          "p",
          Figures.percent(quality.commonest())
              + " of the sentences get one and the same answer: this model does not tell sentences"
              + " apart yet. Train it longer or with a higher learning rate.",
          "class",
          "note");
    }
    Html html = sections.add("quality", "Quality");
    html.open("p", "class", "quiet")
        .text(
            "Measured on "
                + Figures.count(quality.sentences())
                + " sentences with "
                + Figures.count(quality.words())
                + " words: dev sentences, unless the page was made with others. ")
        .element("code", "simloss evaluate --reconstruction FILE")
        .text(" measures the same on a whole file.")
        .close();
    DataTable table =
        new DataTable("Quality")
            .column("measure", DataTable.Kind.TEXT)
            .column("value", DataTable.Kind.NUMBER)
            .column("what it is", DataTable.Kind.TEXT);
    for (ScoreColumn column : ScoreColumns.ofReconstruction(quality.near())) {
      table.row(
          null,
          List.of(
              Cell.of(column.title()),
              cell(column, quality.values()),
              Cell.of(Meanings.withDirection(column))));
    }
    html.add(table.render());
  }

  /** What the codes know of labelled sentences and pairs; nothing where that was not measured. */
  static void sets(Sections sections, SetScores sets) {
    if (sets.columns().isEmpty()) {
      return;
    }
    Html html = sections.add("sets", "What the codes know");
    html.element(
        "p",
        "A linear model learns the labels of a set from the codes alone, or the cosine of two codes is"
            + " set beside how alike people found the sentences. simloss evaluate sets baselines"
            + " beside.",
        "class",
        "quiet");
    DataTable table =
        new DataTable("What the codes know")
            .column("measure", DataTable.Kind.TEXT)
            .column("value", DataTable.Kind.NUMBER)
            .column("most frequent class", DataTable.Kind.NUMBER, "what answering it always gives")
            .column("what it is", DataTable.Kind.TEXT);
    for (ScoreColumn column : sets.columns()) {
      table.row(
          null,
          List.of(
              Cell.of(column.title()),
              cell(column, sets.values()),
              cell(column, sets.majority()),
              Cell.of(Meanings.withDirection(column))));
    }
    html.add(table.render());
  }

  private static Cell cell(ScoreColumn column, Map<String, Double> values) {
    Double value = values.get(column.name());
    return value == null ? Cell.of("–") : Cell.of(Figures.score(column, value), value);
  }
}
