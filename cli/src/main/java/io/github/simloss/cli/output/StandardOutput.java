package io.github.simloss.cli.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Standard output that notices when its reader has gone, as {@code head} does when it has seen
 * enough: the command ends there instead of working on for nobody. Other failures, of a full disk
 * for instance, are kept for the end.
 */
public final class StandardOutput extends FilterOutputStream {
  /** The reader of the output has gone; nothing more is to be done or said. */
  public static final class ReaderGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReaderGoneException(IOException e) {
      super("the reader of the output has gone", e);
    }
  }

  /** Passes on to another stream. */
  public StandardOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw orGone(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw orGone(e);
    }
  }

  private static IOException orGone(IOException e) {
    String said = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (said.contains("broken pipe") || said.contains("pipe is being closed")) {
      throw new ReaderGoneException(e);
    }
    return e;
  }
}
