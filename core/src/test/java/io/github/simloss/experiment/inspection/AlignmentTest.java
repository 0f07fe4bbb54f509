package io.github.simloss.experiment.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.simloss.random.SeededRandom;
import io.github.simloss.text.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlignmentTest {
  private static final List<String> WORDS =
      List.of("<start>", "<unk>", "<end>", "<pad>", "taste", "flavor", "car", "good");

  /** taste and flavor are near, car lies across. */
  private static final WordSpace SPACE =
      WordSpace.of(
          new Vocabulary(WORDS, new long[WORDS.size()]),
          new float[] {0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0.8f, 0.6f, 0, 1, -1, 0},
          2,
          false);

  private static String of(String input, String output) {
    StringBuilder text = new StringBuilder();
    for (MarkedWord word : Alignment.of(words(input), words(output), SPACE)) {
      text.append(
          switch (word.kind()) {
            case SAME -> word.word();
            case SWAPPED -> word.target() + ">" + word.word();
            case ADDED -> "+" + word.word();
            case DROPPED -> "-" + word.word();
          });
      text.append(' ');
    }
    return text.toString().strip();
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(" ", -1));
  }

  @Test
  void wordsStayInPlaceAndNearOnesGoTogether() {
    assertEquals("the taste>flavor is good", of("the taste is good", "the flavor is good"));
    assertEquals("the taste>car is good", of("the taste is good", "the car is good"));
    assertEquals("the -taste is good", of("the taste is good", "the is good"));
    assertEquals("the +so taste is", of("the taste is", "the so taste is"));
    assertEquals("+car taste>flavor", of("taste", "car flavor"), "the nearer one stands for it");
    assertEquals("", of("", ""));
    assertEquals("-a -b", of("a b", ""));
  }

  @Test
  void cosinesAreThoseOfTheVectors() {
    MarkedWord near = Alignment.of(words("taste"), words("flavor"), SPACE).get(0);
    assertEquals(0.8, near.cosine(), 1e-6);
    assertEquals(-1, SPACE.cosine("taste", "good"), 1e-6);
    assertNull(Alignment.of(words("taste"), words("unheard"), SPACE).get(0).cosine());
    assertNull(SPACE.cosine("<unk>", "taste"), "a special token has no meaning");
  }

  @Test
  void nothingIsLostOrMadeUp() {
    for (long seed = 0; seed < 400; seed++) {
      SeededRandom random = new SeededRandom(seed);
      List<String> input = random(random);
      List<String> output = random(random);
      List<String> seenInput = new ArrayList<>();
      List<String> seenOutput = new ArrayList<>();
      for (MarkedWord word : Alignment.of(input, output, SPACE)) {
        switch (word.kind()) {
          case SAME, SWAPPED -> {
            seenInput.add(word.target());
            seenOutput.add(word.word());
          }
          case ADDED -> seenOutput.add(word.word());
          case DROPPED -> seenInput.add(word.word());
        }
      }
      assertEquals(input, seenInput, "seed " + seed);
      assertEquals(output, seenOutput, "seed " + seed);
    }
  }

  private static List<String> random(SeededRandom random) {
    List<String> words = new ArrayList<>();
    int length = random.nextInt(9);
    for (int i = 0; i < length; i++) {
      words.add(WORDS.get(random.nextInt(WORDS.size())));
    }
    return words;
  }
}
