package io.github.simloss.cli.output;

import io.github.simloss.io.Printable;
import java.io.PrintWriter;

/**
 * What all commands print through: nothing that comes from a text, a vector file or a model
 * commands the terminal. JSON stays the same JSON, for it knows the same escapes.
 */
public final class SafeWriter extends PrintWriter {
  /**
   * Passes on to another writer, which is not closed with this one.
   *
   * @param out takes the text
   * @param lines whether each line is passed on at once, as talk must be: a signal may end the
   *     process before anybody flushes
   */
  public SafeWriter(PrintWriter out, boolean lines) {
    super(out, lines);
  }

  @Override
  public void write(String text, int offset, int length) {
    String safe = Printable.text(text.substring(offset, offset + length));
    super.write(safe, 0, safe.length());
  }

  @Override
  public void write(char[] text, int offset, int length) {
    write(new String(text, offset, length), 0, length);
  }

  @Override
  public void write(int c) {
    write(String.valueOf((char) c), 0, 1);
  }

  @Override
  public void close() {
    flush();
  }
}
