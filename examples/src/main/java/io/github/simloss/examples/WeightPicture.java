package io.github.simloss.examples;

import io.github.simloss.io.AtomicFiles;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.LossTerm;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.WeightRows;
import io.github.simloss.similarity.NeighbourSearch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Draws what each loss weighs for one word, as the picture of {@code docs/losses.md}: {@code
 * WeightPicture VECTORS WORD OUT.svg}.
 */
public final class WeightPicture {
  private static final int NEAR = 9;
  private static final int COLUMN = 108;
  private static final int ROW = 20;
  private static final int LEFT = 84;
  private static final int TOP = 44;
  private static final int BAR = 52;

  /** All losses with their defaults, and two with options that show more. */
  private static final List<LossSpec> LOSSES =
      List.of(
          LossSpec.of("ce"),
          LossSpec.of("weighted-ce"),
          LossSpec.of("weighted-sim"),
          LossSpec.of("soft-label"),
          LossSpec.of("tempered-soft-label"),
          LossSpec.of("label-smoothing"),
          LossSpec.of("neighbour-smoothing"),
          LossSpec.of("gaussian-prior"),
          LossSpec.of("gaussian-prior").with("width", 5).with("temperature", 1),
          LossSpec.of("mixture"));

  private final StringBuilder svg = new StringBuilder();

  private WeightPicture() {}

  /**
   * Draws the picture.
   *
   * @param args a {@code .vec} file, a word of it, and the file to write
   */
  public static void main(String[] args) {
    if (args.length != 3) {
      throw new IllegalArgumentException("usage: WeightPicture VECTORS WORD OUT.svg");
    }
    AtomicFiles.writeString(Path.of(args[2]), draw(WordTable.read(Path.of(args[0])), args[1]));
  }

  /** The picture of a word: rows are its nearest words and some far ones, columns are losses. */
  static String draw(WordTable file, String word) {
    int target = file.words().indexOf(word);
    if (target < 0) {
      throw new IllegalArgumentException("there is no vector for '" + word + "'");
    }
    int size = file.words().size();
    int[] ranked = file.vectors().nearest(target, size);
    List<Integer> shown = new ArrayList<>();
    Arrays.stream(ranked, 0, NEAR).forEach(shown::add);
    shown.add(ranked[size / 2]);
    shown.add(ranked[size - 1]);
    LossContext context = new LossContext(file.vectors(), Set.of(), NeighbourSearch.PLAIN_JAVA);
    WeightPicture picture = new WeightPicture();
    picture.open(file, shown);
    for (int n = 0; n < LOSSES.size(); n++) {
      ReconstructionLoss loss = Losses.discover().create(LOSSES.get(n), context);
      picture.column(n, LOSSES.get(n), weights(loss, target), shown);
    }
    return picture.svg.append("</svg>\n").toString();
  }

  /** w(t, .) of all terms together. */
  private static double[] weights(ReconstructionLoss loss, int target) {
    double[] sum = new double[loss.vocabularySize()];
    for (LossTerm term : loss.terms()) {
      double[] row = WeightRows.of(term.weights()).row(target);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += term.coefficient() * row[i];
      }
    }
    return sum;
  }

  private void open(WordTable file, List<Integer> shown) {
    int width = LEFT + COLUMN * LOSSES.size();
    int height = TOP + ROW * shown.size() + 8;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
            + " viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"11\">",
        width, height, width, height);
    add("<title>Weights for the target %s</title>", file.words().get(shown.get(0)));
    add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", width, height);
    for (int row = 0; row < shown.size(); row++) {
      int y = TOP + ROW * row;
      if (row % 2 == 0) {
        add("<rect y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#f3f5f7\"/>", y, width, ROW);
      }
      add(
          "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#222222\"%s>%s</text>",
          LEFT - 14,
          y + 14,
          row == 0 ? " font-weight=\"bold\"" : "",
          file.words().get(shown.get(row)));
    }
  }

  private void column(int n, LossSpec spec, double[] weights, List<Integer> shown) {
    int x = LEFT + COLUMN * n;
    add("<text x=\"%d\" y=\"18\" fill=\"#222222\">%s</text>", x, spec.name());
    String options = spec.options().toString().replaceAll("[{}]", "");
    add("<text x=\"%d\" y=\"33\" font-size=\"9\" fill=\"#666666\">%s</text>", x, options);
    double largest = Arrays.stream(weights).map(Math::abs).max().orElse(1);
    for (int row = 0; row < shown.size(); row++) {
      double weight = weights[shown.get(row)];
      double length = BAR * Math.abs(weight) / largest;
      int y = TOP + ROW * row;
      add(
          "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
          x, y + 4, length, ROW - 8, weight < 0 ? "#d1495b" : "#2a7f9e");
      add(
          "<text x=\"%d\" y=\"%d\" font-size=\"10\" fill=\"#444444\">%s</text>",
          x + BAR + 5, y + 14, number(weight));
    }
  }

  private static String number(double weight) {
    if (weight == 0) {
      return "0";
    }
    return String.format(Locale.ROOT, Math.abs(weight) < 0.01 ? "%.4f" : "%.3f", weight);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
