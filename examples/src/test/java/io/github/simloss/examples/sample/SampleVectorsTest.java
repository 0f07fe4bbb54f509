package io.github.simloss.examples.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Words that mean nearly the same are near but apart; words that mean the opposite are not near.
 */
class SampleVectorsTest {
  private static final int TOP = 5;
  private static final Grammar GRAMMAR = Grammar.read();
  private static Map<String, double[]> units;

  @BeforeAll
  static void make() {
    SampleCorpus corpus = SampleCorpus.draw(MakeSample.SEED);
    String text = SampleVectors.of(corpus.train(), MakeSample.DIMENSION, MakeSample.SEED).text();
    units = units(text);
  }

  /** All slots but {@code $was}, whose words are tenses and not synonyms. */
  static List<String> synonyms() {
    return GRAMMAR.slots().stream()
        .filter(slot -> !slot.equals("$was") && members(slot).size() > 1)
        .toList();
  }

  @Test
  void theSlotsAreRead() {
    assertTrue(synonyms().size() >= 40, () -> "slots: " + synonyms());
    assertTrue(members("$tasty").containsAll(List.of("delicious", "tasty", "yummy")));
  }

  @ParameterizedTest
  @MethodSource("synonyms")
  void mostNeighboursComeFromTheSlot(String slot) {
    List<String> members = members(slot);
    int wanted = Math.min(4, members.size() - 1);
    List<String> strangers = new ArrayList<>();
    for (String word : members) {
      for (String neighbour : neighbours(word, wanted)) {
        if (!members.contains(neighbour)) {
          strangers.add(word + " - " + neighbour);
        }
      }
    }
    double own = 1 - (double) strangers.size() / (wanted * members.size());
    assertTrue(own >= 0.7, () -> slot + ": neighbours from other slots: " + strangers);
  }

  @ParameterizedTest
  @MethodSource("synonyms")
  void wordsOfASlotAreNearButCanBeTold(String slot) {
    List<String> members = members(slot);
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < members.size(); i++) {
      for (int j = 0; j < i; j++) {
        double cosine = cosine(members.get(i), members.get(j));
        String pair = members.get(i) + " and " + members.get(j) + ": " + cosine;
        assertTrue(cosine > 0.5 && cosine < 0.9, pair);
        sum += cosine;
        pairs++;
      }
    }
    double mean = sum / pairs;
    assertTrue(mean >= 0.55 && mean <= 0.9, () -> slot + ": mean cosine " + mean);
  }

  @ParameterizedTest
  @CsvSource({
    "$tasty, $bland",
    "$great, $awful",
    "$friendly, $rude",
    "$quick, $slow",
    "$cheap, $expensive",
    "$clean, $dirty",
    "$loud, $quiet",
    "$huge, $tiny",
    "$fresh, $spoiled"
  })
  void oppositesAreNoNeighbours(String one, String other) {
    assertNoneOf(members(other), members(one));
    assertNoneOf(members(one), members(other));
  }

  @Test
  void wordsOfDifferentSlotsAreFarApart() {
    List<String> words = List.copyOf(units.keySet());
    Set<Set<String>> together = new HashSet<>();
    for (String slot : GRAMMAR.slots()) {
      for (String one : members(slot)) {
        members(slot).forEach(other -> together.add(Set.copyOf(List.of(one, other))));
      }
    }
    int near = 0;
    int all = 0;
    for (int i = 0; i < words.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (!together.contains(Set.of(words.get(i), words.get(j)))) {
          near += cosine(words.get(i), words.get(j)) >= 0.4 ? 1 : 0;
          all++;
        }
      }
    }
    assertTrue(near < 0.03 * all, near + " of " + all + " pairs have a cosine of 0.4 or more");
  }

  @Test
  void theSeedDecides() {
    List<String> sentences = SampleCorpus.draw(MakeSample.SEED).dev();
    String text = SampleVectors.of(sentences, 10, 1).text();
    assertEquals(text, SampleVectors.of(sentences, 10, 1).text());
    assertNotEquals(text, SampleVectors.of(sentences, 10, 2).text());
  }

  private static void assertNoneOf(List<String> unwanted, List<String> words) {
    for (String word : words) {
      for (String neighbour : neighbours(word, TOP)) {
        assertFalse(unwanted.contains(neighbour), () -> neighbour + " is near " + word);
      }
    }
  }

  /** The words of a slot that are single words, as the vectors are. */
  private static List<String> members(String slot) {
    return GRAMMAR.words(slot).stream().filter(word -> word.indexOf(' ') < 0).toList();
  }

  private static List<String> neighbours(String word, int count) {
    return units.keySet().stream()
        .filter(other -> !other.equals(word))
        .map(other -> Map.entry(other, cosine(word, other)))
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(count)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static double cosine(String one, String other) {
    double[] a = units.get(one);
    double[] b = units.get(other);
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private static Map<String, double[]> units(String text) {
    List<String> lines = text.lines().toList();
    String header = String.format(Locale.ROOT, "%d %d", lines.size() - 1, MakeSample.DIMENSION);
    assertEquals(header, lines.get(0));
    Map<String, double[]> units = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(" ", -1);
      assertEquals(1 + MakeSample.DIMENSION, fields.length, line);
      double[] vector = new double[MakeSample.DIMENSION];
      double square = 0;
      for (int k = 0; k < vector.length; k++) {
        vector[k] = Double.parseDouble(fields[k + 1]);
        square += vector[k] * vector[k];
      }
      for (int k = 0; k < vector.length; k++) {
        vector[k] /= Math.sqrt(square);
      }
      units.put(fields[0], vector);
    }
    return units;
  }
}
