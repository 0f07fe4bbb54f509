package io.github.simloss.cli.place;

import io.github.simloss.io.Messages;
import java.io.File;

/** The folder that names of files begin from. */
public final class CurrentFolder {
  private CurrentFolder() {}

  /**
   * Why no file can be found from here; null where they can. In a locale that is not UTF-8 Java
   * cannot say the name of a folder that is not ASCII, and takes every file for missing.
   */
  public static String refusal() {
    return refusal(System.getProperty("user.dir"), System.getProperty("sun.jnu.encoding", ""));
  }

  static String refusal(String folder, String charset) {
    if (OriginalArguments.isUtf8(charset) || new File(folder).isDirectory()) {
      return null;
    }
    return "the name of the current folder, "
        + Messages.quote(folder)
        + " to Java, cannot be read in this locale ("
        + charset
        + "): set LC_ALL=C.UTF-8 before Java starts, or go to another folder";
  }
}
