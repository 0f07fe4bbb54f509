package io.github.simloss.run.card;

import io.github.simloss.io.Messages;

/** Text from outside as a part of a Markdown page. */
final class Markdown {
  private static final String SPECIAL = "\\`*_[]<>#!|~&$@";

  private Markdown() {}

  /**
   * A text that Markdown shows as it is, in one line, in a table as well: every character that
   * could have a meaning there is escaped.
   */
  static String escape(Object value) {
    StringBuilder escaped = new StringBuilder();
    String text = Messages.oneLine(value);
    for (int k = 0; k < text.length(); k++) {
      char c = text.charAt(k);
      // The colon of an address, which pages make a link of.
      if (SPECIAL.indexOf(c) >= 0 || text.startsWith("://", k)) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }

  /** The first line of a table of two columns without names, and the line below it. */
  static String table() {
    return "| | |\n|---|---|\n";
  }

  /** A row of it. Both cells are escaped. */
  static String row(String name, Object value) {
    return "| " + escape(name) + " | " + escape(value) + " |\n";
  }
}
