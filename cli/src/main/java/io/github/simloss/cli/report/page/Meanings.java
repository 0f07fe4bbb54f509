package io.github.simloss.cli.report.page;

import io.github.simloss.experiment.evaluation.ScoreColumn;

/** What is measured, in words that need no textbook. */
public final class Meanings {
  private Meanings() {}

  /** What a column holds. */
  public static String of(ScoreColumn column) {
    return switch (column.name()) {
      case "tokenAccuracy" -> "share of the words that came back in their places";
      case "exactMatch" -> "share of the sentences that came back word for word";
      case "bleu" ->
          "how many runs of one to four words came back, from 0 to 100 ("
              + column.definition()
              + ")";
      case "meanCosine" ->
          "how near in meaning each word is to the one in its place: the cosine of their vectors, 1"
              + " where the word is right, 0 where none came";
      case "distinct1" ->
          "different words among all that came back; near 0 where every answer is alike";
      case "distinct2" -> "different pairs of neighbouring words among all that came back";
      default -> column.definition();
    };
  }

  /** The same, and which way is better. */
  public static String withDirection(ScoreColumn column) {
    return of(column) + (column.greaterIsBetter() ? "; greater is better" : "; less is better");
  }
}
