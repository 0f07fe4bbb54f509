package io.github.simloss.run.export;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.simloss.run.RunConfig;
import io.github.simloss.text.SpecialToken;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How sentences become what an exported model reads: {@code FILE.json} beside it, for a program in
 * any language.
 *
 * @param format version of this file
 * @param model the model's file
 * @param codeSize the values of a code
 * @param words how a sentence becomes words
 * @param ids how words become numbers
 * @param example a sentence
 * @param exampleIds its ids
 * @since 0.2.0
 */
public record Feeding(
    String format,
    String model,
    int codeSize,
    @JsonUnwrapped Words words,
    @JsonUnwrapped Ids ids,
    String example,
    List<Integer> exampleIds) {

  /**
   * How a sentence becomes words.
   *
   * @param tokenizer its name: words are the matches of {@code tokens} in the sentence
   * @param tokens a regular expression, of Unicode's classes, or null if only a class of the
   *     tokenizer's name knows
   * @param lowerCase whether the sentence is put in lower case first
   * @param bigrams whether tokens are pairs of words with a blank between; a word alone is paired
   *     with {@code <end>}
   * @param maxTokens how many tokens of a sentence are read
   */
  public record Words(
      String tokenizer,
      @Nullable String tokens,
      boolean lowerCase,
      boolean bigrams,
      int maxTokens) {}

  /**
   * How words become numbers.
   *
   * @param words the file of words: the line, counted from 0, is the id
   * @param vocabularySize how many of them are the model's own, special tokens included
   * @param unknownWords {@code "id"} if a word without an id is {@code unknownId}, {@code "skip"}
   *     if it is left out
   * @param unknownId that of {@code <unk>}; also what a sentence of which nothing is left consists
   *     of
   * @param readsEnd whether {@code endId} closes each sentence
   * @param endId that of {@code <end>}
   * @param paddingId fills rows beyond a sentence's length
   */
  public record Ids(
      String words,
      int vocabularySize,
      String unknownWords,
      int unknownId,
      boolean readsEnd,
      int endId,
      int paddingId) {}

  /** What is added to the name of the model's file for that of its words. */
  static final String WORDS = ".words.txt";

  /** What is added to the name of the model's file for that of this one. */
  static final String JSON = ".json";

  /**
   * That of a model.
   *
   * @param encoder the model
   * @param file the name of its file
   */
  public static Feeding of(TrainedEncoder encoder, String file) {
    RunConfig config = encoder.config();
    List<String> words = encoder.codec().vocabulary().words();
    int from = SpecialToken.values().length;
    String sentence =
        String.join(" ", words.subList(from, Math.min(words.size(), from + 4))) + " Xyzzy";
    return new Feeding(
        "simloss-encoder-1",
        file,
        config.spec().codeSize(),
        new Words(
            config.tokenizer(),
            encoder.codec().tokenizer().pattern(),
            encoder.codec().tokenizer().lowerCase(),
            config.bigrams(),
            config.spec().embedding().maxLength() - 1),
        new Ids(
            file + WORDS,
            words.size(),
            config.form().unknown() ? "id" : "skip",
            SpecialToken.UNKNOWN.id(),
            config.form().sourceEnd(),
            SpecialToken.END.id(),
            SpecialToken.PADDING.id()),
        sentence,
        Arrays.stream(encoder.codec().source(sentence)).boxed().toList());
  }

  /**
   * The same for people.
   *
   * @param example how to use it, in Markdown
   */
  String text(String example) {
    return String.format(
        Locale.ROOT,
        """
        # %1$s: sentences to codes of %2$d values

        Written by `simloss export`. `%3$s` holds the numbers below for programs.

        1. %4$s%5$s.
        2. Keep the first %6$d tokens.
        3. A token's id is its line in `%7$s`, counted from 0; the first four lines are special tokens and
           no words. A word that is not there is %8$s.
        4. %9$s
        5. A sentence of which nothing is left is the id %10$d alone. Every sentence has at least one id.
        6. Put the ids of several sentences into rows of one length, filled up with %11$d, and give the
           number of ids of each.

        %12$s""",
        model,
        codeSize,
        model + JSON,
        cutting(),
        words.bigrams()
            ? "; tokens are pairs of neighbours, `first second`, and a word alone is paired with `<end>`"
            : "",
        words.maxTokens(),
        ids.words(),
        ids.unknownWords().equals("id") ? "the id " + ids.unknownId() : "left out",
        ids.readsEnd() ? "Add the id " + ids.endId() + " at the end." : "Add nothing at the end.",
        ids.unknownId(),
        ids.paddingId(),
        example);
  }

  private String cutting() {
    if (words.tokens() == null) {
      return "Cut the sentence into words as the tokenizer `"
          + words.tokenizer()
          + "` does, a class of the program that trained the model";
    }
    return (words.lowerCase() ? "Put the sentence in lower case and take" : "Take")
        + " every match of `"
        + words.tokens()
        + "` as a word. Unicode's classes hold:\n   `\\w` is what is alphabetic, a mark, a decimal digit,"
        + " a connector as `_`, or a joiner";
  }
}
