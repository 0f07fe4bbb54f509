package io.github.simloss.io.lines;

import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.ZipException;

/** Why a text could not be read on, in one line. */
final class ReadFailures {
  private ReadFailures() {}

  /**
   * @param here the text and the line, as messages begin
   * @param e what went wrong
   */
  static SimlossException of(String here, IOException e) {
    if (e instanceof EOFException) {
      return new SimlossException(
          here + ": the gzip data is cut off here; copy or download the file again", e);
    }
    if (e instanceof GzipLimits.ExceededException) {
      return new SimlossException(here + ": " + e.getMessage(), e);
    }
    if (e instanceof ZipException) {
      return new SimlossException(
          here
              + ": the gzip data is damaged ("
              + e.getMessage()
              + "); copy or download the file again",
          e);
    }
    String reason = e.getMessage() == null ? "input/output error" : e.getMessage();
    return new SimlossException(
        here + ": cannot read on: " + Messages.oneLine(reason) + "; check the source", e);
  }
}
