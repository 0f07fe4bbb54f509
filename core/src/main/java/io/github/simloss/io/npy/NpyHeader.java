package io.github.simloss.io.npy;

import io.github.simloss.io.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The header of a .npy file: a Python dictionary of three entries, read by its grammar and never
 * evaluated.
 *
 * @param type NumPy's name of the numbers, for instance {@code <f4}
 * @param fortranOrder whether it is column by column
 * @param shape the sizes
 */
record NpyHeader(String type, boolean fortranOrder, List<Long> shape) {

  /** The dictionary as NumPy writes it, for a C-order table of float32. */
  static String text(long rows, int columns) {
    return String.format(
        Locale.ROOT,
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }",
        rows,
        columns);
  }

  /**
   * Reads the dictionary.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static NpyHeader parse(String text) {
    return new Reader(text).header();
  }

  private static final class Reader {
    private final String text;
    private int position;

    Reader(String text) {
      this.text = text;
    }

    NpyHeader header() {
      String type = null;
      Boolean fortran = null;
      List<Long> shape = null;
      require('{');
      while (!accept('}')) {
        String key = string();
        require(':');
        switch (key) {
          case "descr" -> type = once(key, type, description());
          case "fortran_order" -> fortran = once(key, fortran, bool());
          case "shape" -> shape = once(key, shape, tuple());
          default ->
              throw new IllegalArgumentException("has the unknown key " + Messages.quote(key));
        }
        if (!accept(',')) {
          require('}');
          break;
        }
      }
      if (peek() != 0 || type == null || fortran == null || shape == null) {
        throw new IllegalArgumentException("must hold descr, fortran_order and shape, no more");
      }
      return new NpyHeader(type, fortran, List.copyOf(shape));
    }

    private static <T> T once(String key, @Nullable T before, T value) {
      if (before != null) {
        throw new IllegalArgumentException("holds " + key + " twice");
      }
      return value;
    }

    private String description() {
      if (peek() == '[') {
        throw new IllegalArgumentException("describes records; save a plain table of floats");
      }
      return string();
    }

    private String string() {
      char quote = peek();
      int end = quote == '\'' || quote == '"' ? text.indexOf(quote, position + 1) : -1;
      if (end < 0) {
        throw unexpected("a text in quotes");
      }
      String value = text.substring(position + 1, end);
      position = end + 1;
      return value;
    }

    private boolean bool() {
      peek();
      for (String value : List.of("True", "False")) {
        if (text.startsWith(value, position)) {
          position += value.length();
          return value.equals("True");
        }
      }
      throw unexpected("True or False");
    }

    private List<Long> tuple() {
      List<Long> sizes = new ArrayList<>();
      require('(');
      while (!accept(')')) {
        sizes.add(number());
        if (!accept(',')) {
          require(')');
          break;
        }
      }
      return sizes;
    }

    private long number() {
      peek();
      int start = position;
      while (position < text.length()
          && text.charAt(position) >= '0'
          && text.charAt(position) <= '9') {
        position++;
      }
      // 18 digits always fit a long.
      if (position == start || position - start > 18) {
        throw unexpected("a size");
      }
      return Long.parseLong(text, start, position, 10);
    }

    private boolean accept(char wanted) {
      if (peek() != wanted) {
        return false;
      }
      position++;
      return true;
    }

    private void require(char wanted) {
      if (!accept(wanted)) {
        throw unexpected("'" + wanted + "'");
      }
    }

    /** The next character that is no white space; 0 at the end. */
    private char peek() {
      while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
        position++;
      }
      return position < text.length() ? text.charAt(position) : 0;
    }

    private IllegalArgumentException unexpected(String wanted) {
      return new IllegalArgumentException(
          "is damaged: " + wanted + " is missing at character " + (position + 1));
    }
  }
}
