package io.github.simloss.cli.command.help;

import io.github.simloss.cli.option.loss.LossUse;
import io.github.simloss.loss.LossFactory;
import io.github.simloss.loss.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code simloss help losses}: what every loss says of itself. */
final class LossTopic {
  /** A line of options is broken before this column. */
  private static final int WIDTH = 78;

  private LossTopic() {}

  static String text(Losses losses) {
    List<String> lines = new ArrayList<>();
    lines.add("The losses: what a word costs that is not the one that was there.");
    lines.add("");
    lines.add("  t is the word that was there, i and k are words of the vocabulary, V their");
    lines.add("  number; p are the model's probabilities, sim the cosines of word vectors or");
    lines.add("  what --similarities gives; eps is --epsilon.");
    for (LossFactory loss : losses.all()) {
      lines.add("");
      lines.add(loss.name());
      lines.add("  " + loss.description());
      loss.formula().lines().forEach(line -> lines.add("      " + line));
      addOptions(lines, LossUse.defaults(losses, loss.name()));
    }
    lines.add("");
    lines.add("Examples:");
    lines.add("  simloss train --loss soft-label --neighbours 10");
    lines.add("  simloss train --loss mixture --loss-option alpha=0.7");
    lines.add("  simloss compare --losses ce,soft-label:neighbours=3 --out table");
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  private static void addOptions(List<String> lines, Map<String, Object> defaults) {
    if (defaults.isEmpty()) {
      lines.add("  options: none");
      return;
    }
    StringBuilder line = new StringBuilder("  options and defaults:");
    for (Map.Entry<String, Object> option : defaults.entrySet()) {
      String text = option.getKey() + "=" + number(option.getValue());
      if (line.length() + 1 + text.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder("   ");
      }
      line.append(' ').append(text);
    }
    lines.add(line.toString());
  }

  /** 1.0 as 1 and 1.0E-5 as 1e-5: so they are typed. */
  private static String number(Object value) {
    return value instanceof Double number && number == Math.rint(number)
        ? Long.toString(number.longValue())
        : value.toString().replace(".0E", "e");
  }
}
