package io.github.simloss.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sentences to ids and back, as the model reads and writes them: tokenized, paired in bigram mode,
 * cut to maxLength - 1 and, as {@link SentenceForm} says, closed with {@code <end>}.
 *
 * @param tokenizer how sentences are cut
 * @param bigrams whether tokens are pairs of words
 * @param vocabulary the ids
 * @param maxLength T, at least 2: one token and {@code <end>}
 * @param form which tokens are read and written beside the words
 * @since 0.1.0
 */
public record SentenceCodec(
    Tokenizer tokenizer, boolean bigrams, Vocabulary vocabulary, int maxLength, SentenceForm form) {

  /** Checks the length. */
  public SentenceCodec {
    if (maxLength < 2) {
      throw new IllegalArgumentException(
          "max length is " + maxLength + "; it must be at least 2, one token and <end>");
    }
  }

  /** The model's tokens of a sentence, not cut. */
  public static List<String> tokens(Tokenizer tokenizer, boolean bigrams, String sentence) {
    List<String> words = tokenizer.tokenize(sentence);
    return bigrams ? Bigrams.of(words) : words;
  }

  /** The model's tokens of a sentence, cut to maxLength - 1. */
  public List<String> tokens(String sentence) {
    List<String> tokens = tokens(tokenizer, bigrams, sentence);
    return tokens.size() < maxLength ? tokens : tokens.subList(0, maxLength - 1);
  }

  /** What stands for a word that the vocabulary lacks. */
  @FunctionalInterface
  public interface Unknown {
    /** An id, or -1 to leave the word out. */
    int id(String token);
  }

  /**
   * What the encoder reads of a sentence: its tokens, cut, then {@code <end>} if the form has it. A
   * word the vocabulary lacks, or one written like a special token, is {@code <unk>} or left out.
   * Where nothing is left it is {@code <unk>} alone.
   *
   * @return 1 to maxLength ids
   */
  public int[] source(String sentence) {
    return source(sentence, this::unknown);
  }

  /**
   * The same.
   *
   * @param sentence the text
   * @param unknown what stands for words the vocabulary lacks
   */
  public int[] source(String sentence, Unknown unknown) {
    return ids(sentence, form.sourceEnd(), unknown);
  }

  /** What the decoder is charged for, as {@link #source(String)}. */
  public int[] target(String sentence) {
    return ids(sentence, form.targetEnd(), this::unknown);
  }

  /** What a word that the vocabulary lacks is by itself: {@code <unk>}, or nothing (-1). */
  public int unknown(String token) {
    return form.unknown() ? SpecialToken.UNKNOWN.id() : -1;
  }

  /** Whether a sentence has a token for the decoder to be charged for. */
  public boolean hasTarget(String sentence) {
    return form.targetEnd()
        || form.unknown()
        || tokens(sentence).stream().anyMatch(token -> isWord(vocabulary.id(token)));
  }

  private static boolean isWord(int id) {
    return id >= SpecialToken.values().length;
  }

  private int[] ids(String sentence, boolean end, Unknown unknown) {
    List<String> tokens = tokens(sentence);
    int[] ids = new int[tokens.size() + 1];
    int count = 0;
    for (String token : tokens) {
      int known = vocabulary.id(token);
      int id = isWord(known) ? known : unknown.id(token);
      if (id >= 0) {
        ids[count++] = id;
      }
    }
    if (end) {
      ids[count++] = SpecialToken.END.id();
    } else if (count == 0) {
      ids[count++] = SpecialToken.UNKNOWN.id();
    }
    return Arrays.copyOf(ids, count);
  }

  /** The text of ids: words separated by one space, up to the first {@code <end>}. */
  public String decode(int[] ids) {
    List<String> tokens = new ArrayList<>();
    for (int id : ids) {
      if (id == SpecialToken.END.id()) {
        break;
      }
      if (id != SpecialToken.PADDING.id() && id != SpecialToken.START.id()) {
        tokens.add(vocabulary.word(id));
      }
    }
    return String.join(" ", bigrams ? Bigrams.words(tokens) : tokens);
  }
}
