package io.github.simloss.cli.report;

import io.github.simloss.cli.report.chart.MapChart;
import io.github.simloss.cli.report.page.Figures;
import io.github.simloss.cli.report.page.Html;
import io.github.simloss.experiment.inspection.CodeMap;
import io.github.simloss.experiment.inspection.MarkedWord;
import io.github.simloss.experiment.inspection.ReconstructedSentence;
import io.github.simloss.experiment.inspection.WordNeighbours;
import java.util.List;
import java.util.Locale;

/** Reconstructions, neighbours and the map: what can be looked at. */
final class SampleSections {
  private SampleSections() {}

  /**
   * Sentences and what the model makes of them.
   *
   * @param html where to
   * @param samples the sentences
   * @param ordered whether the decoder says words in an order of its own
   */
  static void samples(Html html, List<ReconstructedSentence> samples, boolean ordered) {
    if (samples.isEmpty()) {
      return;
    }
    html.open("section").element("h2", "Reconstructions");
    html.element(
        "p",
        "Dev sentences, encoded to one code and "
            + (ordered
                ? "decoded again, greedily."
                : "the words that are most probable by it: those of the sentence in their places, the"
                    + " others in the places that are left.")
            + " A changed word carries the cosine of its vector and that of the word it stands for.",
        "class",
        "quiet");
    key(html);
    html.open("ul", "class", "samples");
    for (ReconstructedSentence sample : samples) {
      html.open("li");
      html.element("p", sample.input(), "class", "input");
      words(html, sample.words());
      html.close();
    }
    html.close().close();
  }

  /** What the marks mean. */
  static void key(Html html) {
    html.open("p", "class", "key");
    html.element("mark", "near, 0.6 and above", "class", "swap near3");
    html.element("mark", "0.4 to 0.6", "class", "swap near2");
    html.element("mark", "0.2 to 0.4", "class", "swap near1");
    html.element("mark", "far", "class", "swap near0");
    html.element("ins", "added");
    html.element("del", "dropped");
    html.close();
  }

  /** A reconstruction with its marks. */
  static void words(Html html, List<MarkedWord> words) {
    html.open("p", "class", "output");
    if (words.stream().allMatch(word -> word.kind() == MarkedWord.Kind.DROPPED)) {
      html.element("span", "(nothing) ", "class", "quiet");
    }
    for (MarkedWord word : words) {
      switch (word.kind()) {
        case SAME -> html.text(word.word());
        case ADDED -> html.element("ins", word.word());
        case DROPPED -> html.element("del", word.word());
        case SWAPPED -> swapped(html, word);
      }
      html.text(" ");
    }
    html.close();
  }

  private static void swapped(Html html, MarkedWord word) {
    Double cosine = word.cosine();
    html.open(
        "mark",
        "class",
        "swap near" + nearness(cosine),
        "data-tip",
        "for “"
            + word.target()
            + "”, "
            + (cosine == null ? "which has no vector" : "cosine " + Figures.fixed(cosine, 2)));
    html.text(word.word());
    if (cosine != null) {
      html.element("small", short2(cosine));
    }
    html.close();
  }

  /** 0 (far) to 3 (near). */
  static int nearness(Double cosine) {
    if (cosine == null || cosine < 0.2) {
      return 0;
    }
    return cosine < 0.4 ? 1 : cosine < 0.6 ? 2 : 3;
  }

  /** Without the zero that is always there: .64, −.12. */
  private static String short2(double cosine) {
    String text = String.format(Locale.ROOT, "%.2f", Math.abs(cosine));
    return (cosine < -0.005 ? "−" : "") + (text.startsWith("0") ? text.substring(1) : text);
  }

  static void neighbours(Html html, List<WordNeighbours> all, String loss) {
    if (all.isEmpty()) {
      return;
    }
    html.open("section").element("h2", "Neighbours");
    html.element(
        "p",
        "The nearest words by the pre-trained vectors (bar: cosine), and the weight that "
            + loss
            + " gives them where the word in bold is the target.",
        "class",
        "quiet");
    html.open("div", "class", "neighbours");
    for (WordNeighbours word : all) {
      html.open("table").open("thead").open("tr");
      html.element("th", word.word(), "scope", "col");
      html.element("th", "cosine", "class", "number", "scope", "col");
      html.element("th", "weight", "class", "number", "scope", "col");
      html.close().close().open("tbody");
      for (WordNeighbours.Neighbour near : word.neighbours()) {
        html.open("tr", "class", near.weight() == 0 ? "unweighted" : null).open("td");
        double width = 100 * Math.max(0, Math.min(1, near.similarity()));
        html.open("span", "class", "bar", "style", "--share:" + Figures.fixed(width, 1) + "%");
        html.text(near.word()).close().close();
        html.element("td", Figures.fixed(near.similarity(), 2), "class", "number");
        html.element("td", Figures.weight(near.weight()), "class", "number").close();
      }
      html.close().close();
    }
    html.close().close();
  }

  static void map(Html html, CodeMap codes) {
    html.open("section").element("h2", "Codes");
    html.element(
        "p",
        codes.points().size()
            + " dev sentences by the two principal components of their codes, which hold "
            + Figures.fixed(100 * codes.explained(), 0)
            + " % of the variance. Shade: length.",
        "class",
        "quiet");
    html.add(new MapChart(codes).figure()).close();
  }
}
