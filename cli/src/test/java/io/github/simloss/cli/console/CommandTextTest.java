package io.github.simloss.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTextTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "runs/soft-label-djl | runs/soft-label-djl",
        "größe_2.txt | größe_2.txt",
        "my run | 'my run'",
        "it's | 'it'\\''s'",
        "$HOME;rm | '$HOME;rm'",
        "a*b | 'a*b'",
        "~x | '~x'"
      },
      delimiter = '|')
  void aShellTakesWhatItIsGiven(String word, String text) {
    assertEquals(text, CommandText.quoted(word, false));
  }

  @Test
  void windowsHasQuotesOfItsOwn() {
    assertEquals("runs\\a", CommandText.quoted("runs\\a", true));
    assertEquals("\"C:\\my runs\"", CommandText.quoted("C:\\my runs", true));
  }

  @Test
  void pathsAreNamedFromTheCurrentFolder() {
    Path here = Path.of("").toAbsolutePath();
    assertEquals(
        "simloss train --resume runs/a --epochs 20",
        CommandText.of("train", "--resume", here.resolve("runs/a"), "--epochs", 20));
    assertEquals(
        "simloss runs " + here.getRoot() + "x",
        CommandText.of("runs", here.getRoot().resolve("x")));
    assertEquals("simloss runs ./-x", CommandText.of("runs", Path.of("-x")));
  }
}
