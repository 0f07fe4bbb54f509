package io.github.simloss.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.text.Tokenizer;
import io.github.simloss.text.Tokenizers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
  private @TempDir Path folder;

  @Test
  void bytesThatAreNoUtf8AreReplacedAndTheLineIsNamed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("good\n\ncaf".getBytes(StandardCharsets.UTF_8));
    bytes.write(0xe9);
    bytes.writeBytes(" noir\nfine\n".getBytes(StandardCharsets.UTF_8));
    bytes.write(0xff);
    Path file = Files.write(folder.resolve("t.txt"), bytes.toByteArray());
    Corpus corpus = Corpus.read(file, Tokenizers.WHITESPACE);
    assertEquals(List.of("good", "caf\ufffd noir", "fine", "\ufffd"), corpus.sentences());
    assertEquals(1, corpus.skipped());
    String notice = corpus.notice().orElseThrow();
    assertTrue(notice.contains("t.txt:3: byte 4 (0xe9)"), notice);
    assertTrue(notice.endsWith("in 2 lines"), notice);
  }

  @Test
  void goodTextGivesNoNotice() throws IOException {
    Path file = Files.writeString(folder.resolve("t.txt"), "a \ufffd b\n");
    assertEquals(Optional.empty(), Corpus.read(file, Tokenizers.WHITESPACE).notice());
  }

  @Test
  void aSentenceOfAHundredThousandWordsIsRead() throws IOException {
    String text = String.join(" ", Collections.nCopies(100_000, "word"));
    Path file = Files.writeString(folder.resolve("t.txt"), text);
    assertEquals(List.of(text), Corpus.read(file, Tokenizers.WORDS).sentences());
  }

  /** Millions of them would be as much garbage for nothing. */
  @Test
  void blankLinesAreNotTokenized() throws IOException {
    Path file = Files.writeString(folder.resolve("t.txt"), "\n \na\n\t\n\u3000\nb c\n");
    List<String> seen = new ArrayList<>();
    Tokenizer tokenizer =
        new Tokenizer() {
          @Override
          public String name() {
            return "whitespace";
          }

          @Override
          public List<String> tokenize(String sentence) {
            seen.add(sentence);
            return Tokenizers.WHITESPACE.tokenize(sentence);
          }
        };
    Corpus corpus = Corpus.read(file, tokenizer);
    assertEquals(List.of("a", "b c"), corpus.sentences());
    assertEquals(4, corpus.skipped());
    assertEquals(List.of("a", "b c"), seen);
  }

  @Test
  void aFileWithoutASentenceIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("t.txt"), "\n  \n");
    SimlossException e =
        assertThrows(SimlossException.class, () -> Corpus.read(file, Tokenizers.WORDS));
    assertTrue(e.getMessage().contains("t.txt has no sentence"), e.getMessage());
  }
}
