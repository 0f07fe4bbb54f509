package io.github.simloss.cli.report;

import io.github.simloss.cli.report.page.Csv;
import io.github.simloss.cli.report.page.Figures;
import io.github.simloss.cli.report.page.Html;
import io.github.simloss.experiment.inspection.MarkedWord;
import io.github.simloss.experiment.inspection.ReconstructedSentence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sentences and what models make of them, which a reader can search, choose and sort. */
final class SampleList {
  private final Html html;
  private final Csv csv =
      new Csv(List.of("model", "sentence", "reconstruction", "words kept", "words"));
  private int place;

  /**
   * A list.
   *
   * @param html where to
   * @param several whether each sentence went through several models
   */
  SampleList(Html html, boolean several) {
    this.html = html;
    key(html);
    tools(several);
    html.open(
        "ol", "class", "samples", "id", "samples", "tabindex", "0", "aria-label", "Sentences");
  }

  /** What the marks mean. */
  private static void key(Html html) {
    html.open("p", "class", "key").text("Changed words, by the cosine of the two vectors: ");
    html.element("mark", "near .60 and above", "class", "swap near3");
    html.element("mark", ".40 to .60", "class", "swap near2");
    html.element("mark", ".20 to .40", "class", "swap near1");
    html.element("mark", "far", "class", "swap near0");
    html.element("ins", "added");
    html.element("del", "left out");
    html.close();
  }

  /** Shown by the page's script, which they need. */
  private void tools(boolean several) {
    html.open("div", "class", "tools", "id", "tools", "hidden", "");
    html.open("label").text("Find ").open("input", "type", "search", "id", "find").end().close();
    Map<String, String> which = new LinkedHashMap<>();
    which.put("", "all sentences");
    which.put("changed", "with a changed word");
    which.put("far", "with a word far from the right one");
    which.put("same", "word for word the same");
    choice("Show ", "which", which);
    Map<String, String> orders = new LinkedHashMap<>();
    orders.put("place", "as in the file");
    orders.put("kept", "fewest words kept first");
    orders.put("-kept", "most words kept first");
    orders.put("length", "shortest first");
    orders.put("-length", "longest first");
    if (several) {
      orders.put("-apart", "where models differ most");
    }
    choice("Order ", "order", orders);
    html.element("span", "", "id", "shown", "role", "status", "class", "quiet").close();
  }

  private void choice(String label, String id, Map<String, String> options) {
    html.open("label").text(label).open("select", "id", id);
    options.forEach((value, text) -> html.element("option", text, "value", value));
    html.close().close();
  }

  /** Adds a sentence with its reconstruction by one model, or by several under their names. */
  void add(String input, Map<String, ReconstructedSentence> byModel) {
    List<Integer> kept = new ArrayList<>();
    int words = 0;
    boolean changed = false;
    boolean far = false;
    for (ReconstructedSentence sample : byModel.values()) {
      kept.add(kept(sample));
      words = words(sample);
      changed |= sample.words().stream().anyMatch(word -> word.kind() != MarkedWord.Kind.SAME);
      far |= sample.words().stream().anyMatch(SampleList::isFar);
    }
    int least = kept.stream().mapToInt(k -> k).min().orElse(0);
    int most = kept.stream().mapToInt(k -> k).max().orElse(0);
    double share = words == 0 ? 1 : (double) least / words;
    html.open(
        "li",
        "data-place",
        Integer.toString(place++),
        "data-kept",
        String.format(Locale.ROOT, "%.3f", share),
        "data-length",
        Integer.toString(words),
        "data-apart",
        Integer.toString(most - least),
        "data-changed",
        changed ? "1" : "0",
        "data-far",
        far ? "1" : "0",
        "data-same",
        changed ? "0" : "1");
    html.element("p", input, "class", "input");
    if (byModel.size() == 1 && byModel.containsKey("")) {
      output("", input, byModel.get(""));
    } else {
      html.open("dl", "class", "runs");
      byModel.forEach(
          (model, sample) -> {
            html.element("dt", model).open("dd");
            output(model, input, sample);
            html.close();
          });
      html.close();
    }
    html.close();
  }

  private void output(String model, String input, ReconstructedSentence sample) {
    List<MarkedWord> all = sample.words();
    html.open("p", "class", "output");
    if (all.stream().allMatch(word -> word.kind() == MarkedWord.Kind.DROPPED)) {
      html.element("span", "(no words) ", "class", "quiet");
    }
    List<String> said = new ArrayList<>();
    for (MarkedWord word : all) {
      switch (word.kind()) {
        case SAME -> html.text(word.word());
        case ADDED -> html.element("ins", word.word(), "data-tip", "not in the sentence");
        case DROPPED -> html.element("del", word.word(), "data-tip", "left out");
        case SWAPPED -> swapped(word);
      }
      html.text(" ");
      if (word.kind() != MarkedWord.Kind.DROPPED) {
        said.add(word.word());
      }
    }
    int kept = kept(sample);
    int words = words(sample);
    html.element("span", kept + " of " + words + " words kept", "class", "kept").close();
    csv.row(List.of(model, input, String.join(" ", said), kept, words));
  }

  private void swapped(MarkedWord word) {
    Double cosine = word.cosine();
    String beside = cosine == null ? "one of them has no vector" : Figures.fixed(cosine, 2);
    html.open(
        "mark",
        "class",
        "swap near" + nearness(cosine),
        "data-tip",
        "in place of “"
            + word.target()
            + "”"
            + (cosine == null ? "; " + beside : ", cosine " + beside));
    html.text(word.word());
    if (cosine != null) {
      html.element("small", short2(cosine));
    }
    html.close();
  }

  /** Ends the list. */
  void end() {
    html.close().add(csv.link("Reconstructions"));
  }

  private static int kept(ReconstructedSentence sample) {
    return (int) sample.words().stream().filter(w -> w.kind() == MarkedWord.Kind.SAME).count();
  }

  /** The words of the sentence. */
  private static int words(ReconstructedSentence sample) {
    return (int) sample.words().stream().filter(w -> w.kind() != MarkedWord.Kind.ADDED).count();
  }

  private static boolean isFar(MarkedWord word) {
    return word.kind() == MarkedWord.Kind.SWAPPED && nearness(word.cosine()) == 0;
  }

  /** 0 (far) to 3 (near). */
  private static int nearness(Double cosine) {
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
}
