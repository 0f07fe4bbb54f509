package io.github.simloss.evaluate.sets;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of a set.
 *
 * @param task what is asked, or null for what the labels say
 * @param features what a classifier is given
 * @param positive the class whose F1 is measured, or null for what the labels say
 * @since 0.2.0
 */
public record SetRequest(@Nullable Task task, Features features, @Nullable String positive) {
  /** The usual for pairs: what the labels say, |u - v| and u * v. */
  public static final SetRequest PAIRS = new SetRequest(null, Features.DIFFERENCE_PRODUCT, null);

  /** The usual for single sentences: classes of codes. */
  public static final SetRequest SENTENCES = new SetRequest(null, Features.CODE, null);

  /** The same with another task. */
  public SetRequest withTask(Task asked) {
    return new SetRequest(asked, features, positive);
  }

  /** The same with another class whose F1 is measured. */
  public SetRequest withPositive(String label) {
    return new SetRequest(task, features, label);
  }
}
