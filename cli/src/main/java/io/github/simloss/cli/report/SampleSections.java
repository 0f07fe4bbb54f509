package io.github.simloss.cli.report;

import io.github.simloss.cli.report.chart.MapChart;
import io.github.simloss.cli.report.page.Csv;
import io.github.simloss.cli.report.page.DataTable;
import io.github.simloss.cli.report.page.DataTable.Cell;
import io.github.simloss.cli.report.page.Figures;
import io.github.simloss.cli.report.page.Html;
import io.github.simloss.cli.report.page.Sections;
import io.github.simloss.experiment.inspection.CodeMap;
import io.github.simloss.experiment.inspection.NearSentences;
import io.github.simloss.experiment.inspection.ReconstructedSentence;
import io.github.simloss.experiment.inspection.WordNeighbours;
import java.util.List;
import java.util.Map;

/** Reconstructions, neighbours and codes of one run: what can be looked at. */
final class SampleSections {
  private SampleSections() {}

  /**
   * Sentences and what the model makes of them.
   *
   * @param sections where to
   * @param samples the sentences
   * @param ordered whether the decoder says words in an order of its own
   */
  static void samples(Sections sections, List<ReconstructedSentence> samples, boolean ordered) {
    if (samples.isEmpty()) {
      return;
    }
    Html html = sections.add("reconstructions", "Reconstructions");
    html.element(
        "p",
        "Each sentence was turned into its code, a list of numbers, and the code back into words: "
            + (ordered
                ? "above what went in, below what came out."
                : "above what went in, below the words that are most probable by the code. Words of"
                    + " the sentence stand in their places, others in the places that are left."),
        "class",
        "quiet");
    SampleList list = new SampleList(html, false);
    samples.forEach(sample -> list.add(sample.input(), Map.of("", sample)));
    list.end();
  }

  static void neighbours(Sections sections, List<WordNeighbours> all, String loss) {
    if (all == null || all.isEmpty()) {
      return;
    }
    Html html = sections.add("neighbours", "Neighbours of words");
    html.element(
        "p",
        "What the model was taught to take for nearly right. Under each word stand the words whose"
            + " vectors are nearest (bar and cosine), and the weight that the loss "
            + loss
            + " gives to each of them where the word above is the right one.",
        "class",
        "quiet");
    Csv csv = new Csv(List.of("word", "neighbour", "cosine", "weight"));
    html.open("div", "class", "neighbours");
    for (WordNeighbours word : all) {
      html.open("table").open("thead").open("tr");
      html.element("th", word.word(), "scope", "col");
      html.element("th", "cosine", "class", "number", "scope", "col");
      html.element("th", "weight", "class", "number", "scope", "col");
      html.close().close().open("tbody");
      for (WordNeighbours.Neighbour near : word.neighbours()) {
        html.open("tr", "class", near.weight() == 0 ? "unweighted" : null);
        double width = 100 * Math.max(0, Math.min(1, near.similarity()));
        html.open("th", "scope", "row");
        html.open("span", "class", "bar", "style", "--share:" + Figures.fixed(width, 1) + "%");
        html.text(near.word()).close().close();
        html.element("td", Figures.fixed(near.similarity(), 2), "class", "number");
        html.element("td", Figures.weight(near.weight()), "class", "number").close();
        csv.row(List.of(word.word(), near.word(), near.similarity(), near.weight()));
      }
      html.close().close();
    }
    html.close().add(csv.link("Neighbours of words"));
  }

  /** The map of codes, and sentences whose codes are near. */
  static void codes(Sections sections, CodeMap codes, List<NearSentences> pairs) {
    if (codes == null || codes.points().isEmpty()) {
      return;
    }
    Html html = sections.add("codes", "Map of sentence codes");
    html.element(
        "p",
        "A dot is a sentence: dots near each other are sentences whose codes are alike. The map"
            + " shows the two directions in which the codes of "
            + codes.points().size()
            + " sentences differ most (their principal components), which is "
            + Figures.fixed(100 * codes.explained(), 0)
            + " % of all their differences (variance). The darker, the longer the sentence.",
        "class",
        "quiet");
    html.add(new MapChart(codes).figure());
    if (pairs == null || pairs.isEmpty()) {
      return;
    }
    Html near = sections.add("pairs", "Sentences with the nearest codes");
    near.element(
        "p",
        "For some sentences, the one of the "
            + codes.points().size()
            + " whose code is nearest. In a good model the two say nearly the same.",
        "class",
        "quiet");
    DataTable table =
        new DataTable("Sentences with the nearest codes")
            .column("sentence", DataTable.Kind.TEXT)
            .column("nearest", DataTable.Kind.TEXT)
            .column("cosine of the codes", DataTable.Kind.NUMBER);
    for (NearSentences pair : pairs) {
      table.row(
          null,
          List.of(
              Cell.of(pair.sentence()),
              Cell.of(pair.nearest()),
              Cell.of(Figures.fixed(pair.similarity(), 2), pair.similarity())));
    }
    near.add(table.render());
  }
}
