package io.github.simloss.examples.sample;

import io.github.simloss.SimlossException;
import io.github.simloss.io.lines.Lines;
import io.github.simloss.io.lines.TextFiles;
import io.github.simloss.random.SeededRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentences with slots, and the words that may fill them, each with a weight. */
final class Grammar {
  private static final Pattern SLOT = Pattern.compile("\\$[a-z]+");
  private static final Pattern AN = Pattern.compile("\\ba (?=[aeiou])");

  private final Map<String, Choices> slots = new TreeMap<>();
  private final Choices sentences = new Choices();

  /** Things to choose from, a thing of weight w standing w times. */
  private static final class Choices {
    private final List<String> items = new ArrayList<>();

    void add(String item, int weight) {
      for (int i = 0; i < weight; i++) {
        items.add(item);
      }
    }

    String draw(SeededRandom random) {
      return items.get(random.nextInt(items.size()));
    }
  }

  /** The grammar of the sample. */
  static Grammar read() {
    Grammar grammar = new Grammar();
    try (Lines lines =
        TextFiles.lines(Grammar.class.getResourceAsStream("grammar.txt"), "grammar.txt")) {
      while (lines.hasNext()) {
        grammar.add(lines.next(), lines);
      }
    }
    return grammar;
  }

  private void add(String line, Lines lines) {
    Matcher slot = Pattern.compile("(\\$[a-z]+): (.+)").matcher(line);
    Matcher sentence = Pattern.compile("=(\\d*) (.+)").matcher(line);
    if (slot.matches()) {
      Choices choices = new Choices();
      for (String word : slot.group(2).split(" ", -1)) {
        int star = word.indexOf('*');
        String text = star < 0 ? word : word.substring(0, star);
        choices.add(
            text.replace('_', ' '), star < 0 ? 1 : Integer.parseInt(word.substring(star + 1)));
      }
      slots.put(slot.group(1), choices);
    } else if (sentence.matches()) {
      String weight = sentence.group(1);
      sentences.add(sentence.group(2), weight.isEmpty() ? 1 : Integer.parseInt(weight));
    } else if (!line.isBlank() && !line.startsWith("#")) {
      throw new SimlossException(lines.position() + ": neither slot nor sentence: " + line);
    }
  }

  /** One sentence. */
  String draw(SeededRandom random) {
    Matcher matcher = SLOT.matcher(sentences.draw(random));
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      Choices choices = slots.get(matcher.group());
      if (choices == null) {
        throw new SimlossException("grammar.txt: no slot " + matcher.group());
      }
      matcher.appendReplacement(text, choices.draw(random));
    }
    matcher.appendTail(text);
    return AN.matcher(text).replaceAll("an ");
  }

  /** The names of the slots, sorted. */
  Set<String> slots() {
    return Collections.unmodifiableSet(slots.keySet());
  }

  /** The words of a slot, in its order, each once. */
  List<String> words(String slot) {
    return slots.get(slot).items.stream().distinct().toList();
  }
}
