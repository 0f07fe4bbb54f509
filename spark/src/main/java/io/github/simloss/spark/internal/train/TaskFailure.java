package io.github.simloss.spark.internal.train;

import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;

/** What a failed task said, out of what Spark says of the stage around it. */
public final class TaskFailure {
  private static final String OURS = SimlossException.class.getName() + ": ";

  private TaskFailure() {}

  /** Whether a task said in one line what is wrong. */
  public static boolean isOurs(Exception e) {
    return said(e).contains(OURS);
  }

  /** The reason, in one line. */
  public static String firstLine(Exception e) {
    String text = said(e);
    // Of the failed task, the exception itself says more than the stage around it.
    int ours = text.indexOf(OURS);
    String from = ours < 0 ? text : text.substring(ours + OURS.length());
    return Messages.oneLine(from.lines().findFirst().orElse(""));
  }

  private static String said(Exception e) {
    return String.valueOf(e.getMessage());
  }
}
