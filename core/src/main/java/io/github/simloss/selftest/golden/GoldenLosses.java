package io.github.simloss.selftest.golden;

import java.nio.file.Path;
import java.util.List;

/**
 * What {@code losses.json} holds: logits and targets over a small vocabulary, and for each of many
 * losses the value and the gradient they must have.
 *
 * @param vocabularySize V
 * @param dimension d
 * @param paddingId targets of this id cost nothing
 * @param stopIds ids that soft-label leaves one-hot
 * @param epsilon eps of every loss but cross entropy
 * @param embeddings row-major V x d
 * @param logits row-major positions x V
 * @param targets one id a position
 * @param cosine row-major V x V
 * @param cases the losses
 * @since 0.1.0
 */
public record GoldenLosses(
    int vocabularySize,
    int dimension,
    int paddingId,
    int[] stopIds,
    double epsilon,
    double[] embeddings,
    double[] logits,
    int[] targets,
    double[] cosine,
    List<Case> cases) {

  /**
   * One loss.
   *
   * @param loss its name
   * @param reduction {@code token-mean} or {@code position-mean}
   * @param neighbours N; 0 for losses without
   * @param normalize whether the N similarities are divided by their sum
   * @param value the reduced loss
   * @param gradient dL/dz, row-major positions x V
   */
  public record Case(
      String loss,
      String reduction,
      int neighbours,
      boolean normalize,
      double value,
      double[] gradient) {
    /** What to call it in reports. */
    public String name() {
      String options = neighbours == 0 ? "" : " N=" + neighbours + (normalize ? "" : " raw");
      return loss + options + " " + reduction;
    }
  }

  /**
   * Reads {@code losses.json}.
   *
   * @param file the file
   * @throws io.github.simloss.SimlossException naming the file if it is missing, broken or lacks
   *     something
   */
  public static GoldenLosses read(Path file) {
    return of(GoldenJson.read(file));
  }

  static GoldenLosses of(GoldenJson json) {
    int size = json.integer("vocabularySize", 1, 10_000);
    int dimension = json.integer("dimension", 1, 10_000);
    int positions = json.integer("positions", 1, 1_000_000);
    double[] logits = json.numbers("logits", (long) positions * size);
    List<Case> cases =
        json.children("cases").stream().map(one -> readCase(one, size, logits.length)).toList();
    return new GoldenLosses(
        size,
        dimension,
        json.integer("paddingId", 0, size - 1),
        json.ids("stopIds", -1, size),
        json.number("epsilon"),
        json.numbers("embeddings", (long) size * dimension),
        logits,
        json.ids("targets", positions, size),
        json.numbers("cosine", (long) size * size),
        cases);
  }

  private static Case readCase(GoldenJson json, int size, int logits) {
    String loss = json.text("loss");
    boolean soft = loss.equals("soft-label");
    return new Case(
        loss,
        json.text("reduction"),
        soft ? json.integer("neighbours", 1, size) : 0,
        soft && json.flag("normalize"),
        json.number("value"),
        json.numbers("gradient", logits));
  }
}
