package io.github.simloss.cli.report.page;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML. Text and attribute values are escaped here and nowhere else, so nothing can be
 * forgotten: there is no way to add markup but by tags.
 */
public final class Html {
  private final StringBuilder text = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; attributes are names and values in turn, a null value leaves one out. */
  public Html open(String tag, String... attributes) {
    tag(tag, attributes);
    text.append('>');
    open.push(tag);
    return this;
  }

  /** Closes the element opened last. */
  public Html close() {
    text.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Ends the element opened last, which is one that has no content: {@code input}. */
  public Html end() {
    open.pop();
    return this;
  }

  /** An element with text in it. */
  public Html element(String tag, String content, String... attributes) {
    return open(tag, attributes).text(content).close();
  }

  /** Text. */
  public Html text(String content) {
    text.append(escape(content));
    return this;
  }

  /** What another one wrote. */
  public Html add(Html other) {
    text.append(other);
    return this;
  }

  private void tag(String tag, String... attributes) {
    if (attributes.length % 2 != 0) {
      throw new IllegalArgumentException("an attribute of <" + tag + "> has no value");
    }
    text.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i + 1] != null) {
        text.append(' ')
            .append(attributes[i])
            .append("=\"")
            .append(escape(attributes[i + 1]))
            .append('"');
      }
    }
  }

  /** A text as HTML shows it: in an element and in a quoted attribute alike. */
  public static String escape(String content) {
    StringBuilder escaped = new StringBuilder(content.length() + 16);
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(allowed(c, content, i) ? c : '\ufffd');
      }
    }
    return escaped.toString();
  }

  /**
   * Not control characters, no half of a surrogate pair, which UTF-8 cannot express, and nothing
   * that turns the direction of the text around it.
   */
  private static boolean allowed(char c, String content, int i) {
    if ((c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069')) {
      return false;
    }
    if (Character.isHighSurrogate(c)) {
      return i + 1 < content.length() && Character.isLowSurrogate(content.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i > 0 && Character.isHighSurrogate(content.charAt(i - 1));
    }
    return c == '\t' || c == '\n' || !Character.isISOControl(c);
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("<" + open.peek() + "> is still open");
    }
    return text.toString();
  }
}
