package io.github.simloss.train.data;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.simloss.testing.Fuzz;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.SentenceForm;
import io.github.simloss.text.Tokenizer;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.text.Vocabulary;
import io.github.simloss.text.VocabularyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Garbled files of sentences: refused, or words come of them that a vocabulary file can hold. */
class CorpusFuzzTest {
  private static final String SOUND =
      "The food was good .\n\nso SO slow\r\nd\u00e9j\u00e0 vu \ud83c\udf55 don't\nthe meal was great .\n";

  private final Path folder = Jimfs.newFileSystem(Configuration.unix()).getPath("/work");

  @ParameterizedTest
  @ValueSource(strings = {"words", "whitespace"})
  void garbledSentencesAreRefusedOrRead(String tokenizerName) throws IOException {
    Files.createDirectories(folder);
    Tokenizer tokenizer = Tokenizers.byName(tokenizerName);
    for (boolean bigrams : new boolean[] {false, true}) {
      Fuzz.run(
          "sentences " + tokenizerName + (bigrams ? " bigrams" : ""),
          SOUND.getBytes(StandardCharsets.UTF_8),
          bytes -> {
            Path file = Files.write(folder.resolve("sentences.txt"), bytes);
            Corpus corpus = Corpus.read(file, tokenizer);
            corpus.notice().ifPresent(notice -> assertTrue(Fuzz.isOneLine(notice), notice));
            Vocabulary vocabulary = corpus.vocabulary(tokenizer, bigrams, 1, 1000);
            Path written = folder.resolve("vocabulary.tsv");
            VocabularyFile.write(written, vocabulary);
            assertTrue(VocabularyFile.read(written).words().equals(vocabulary.words()));
            SentenceCodec codec =
                new SentenceCodec(tokenizer, bigrams, vocabulary, 8, SentenceForm.PUBLISHED);
            for (int[] ids : corpus.sentences().stream().map(codec::source).toArray(int[][]::new)) {
              assertTrue(ids.length > 0 && ids.length <= 8, "length " + ids.length);
              codec.decode(ids);
            }
          });
    }
  }
}
