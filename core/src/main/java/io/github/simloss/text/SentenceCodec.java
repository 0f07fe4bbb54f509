package io.github.simloss.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Sentences to ids and back, as the model reads and writes them: tokenised, paired in bigram mode,
 * cut to maxLength - 1 and closed with {@code <end>}.
 *
 * @param tokenizer how sentences are cut
 * @param bigrams whether tokens are pairs of words
 * @param vocabulary the ids
 * @param maxLength T, at least 2: one token and {@code <end>}
 */
public record SentenceCodec(
    Tokenizer tokenizer, boolean bigrams, Vocabulary vocabulary, int maxLength) {

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

  /**
   * The ids of a sentence: its tokens, cut, then {@code <end>}. A word the vocabulary lacks, or one
   * written like a special token, is {@code <unk>}.
   *
   * @return 1 to maxLength ids
   */
  public int[] encode(String sentence) {
    List<String> tokens = tokens(sentence);
    int[] ids = new int[tokens.size() + 1];
    for (int i = 0; i < tokens.size(); i++) {
      int id = vocabulary.id(tokens.get(i));
      ids[i] = id < SpecialToken.values().length ? SpecialToken.UNKNOWN.id() : id;
    }
    ids[tokens.size()] = SpecialToken.END.id();
    return ids;
  }

  /** The ids of many sentences. */
  public int[][] encodeAll(List<String> sentences) {
    return sentences.stream().map(this::encode).toArray(int[][]::new);
  }

  /** The text of ids: words parted by one space, up to the first {@code <end>}. */
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
