package io.github.simloss.testing;

import io.github.simloss.io.AtomicFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The inputs of a reader that are kept in the repository: for each answer it can give, one that
 * makes it give it. They are tried first, and mutated further. A text file a reader, a line an
 * input: the answer when it was found, a tab, the bytes in base64.
 *
 * <p>{@code -Dsimloss.fuzz.collect=FOLDER} writes what is kept and what was found new there, to be
 * put in place of {@code src/test/resources/io/github/simloss/fuzz}. An input that made a reader
 * crash is added by hand, with {@code crashed} for the answer, and stays.
 */
final class FuzzCorpus {
  private static final String COLLECT = System.getProperty("simloss.fuzz.collect");
  private static final int LONGEST = 4096;
  private static final int LONGEST_ANSWER = 70;
  private static final int MOST = 60;

  private final String name;
  private final Map<String, byte[]> found = new TreeMap<>();

  private FuzzCorpus(String name) {
    this.name = name;
  }

  /** The inputs kept for the reader of this name; none if there are none. */
  static FuzzCorpus of(String name) {
    FuzzCorpus corpus = new FuzzCorpus(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
    String resource = "/io/github/simloss/fuzz/" + corpus.name + ".tsv";
    try (InputStream in = FuzzCorpus.class.getResourceAsStream(resource)) {
      if (in != null) {
        new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().forEach(corpus::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return corpus;
  }

  private void add(String line) {
    int tab = line.indexOf('\t');
    found.put(line.substring(0, tab), Base64.getDecoder().decode(line.substring(tab + 1)));
  }

  /** The inputs, in a fixed order. */
  List<byte[]> inputs() {
    return new ArrayList<>(found.values());
  }

  /** Keeps an input if no other made the reader answer like this, while collecting. */
  void offer(byte[] input, String answer) {
    if (COLLECT == null || input.length > LONGEST || found.size() >= MOST) {
      return;
    }
    found.putIfAbsent(skeleton(answer), input);
  }

  /** What is the same in all answers of a kind: numbers, names and what is quoted left out. */
  private static String skeleton(String answer) {
    String text =
        answer
            .replaceAll("'[^']*'|\"[^\"]*\"", "_")
            .replaceAll("\\S*/\\S*", "_")
            .replaceAll("[-+]?[0-9][0-9.eE+-]*", "#")
            .replaceAll("[^ -~]", "?");
    return text.substring(0, Math.min(text.length(), LONGEST_ANSWER));
  }

  /** Writes what is kept and what was found, while collecting. */
  void save() {
    if (COLLECT == null || found.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    found.forEach(
        (answer, input) ->
            text.append(answer)
                .append('\t')
                .append(Base64.getEncoder().encodeToString(input))
                .append('\n'));
    AtomicFiles.writeString(Path.of(COLLECT, name + ".tsv"), text.toString());
  }
}
