package io.github.simloss.io;

import io.github.simloss.SimlossException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Puts what went wrong with a file into one line that names the file and the fix.
 *
 * @since 0.1.0
 */
public final class Messages {
  private static final int LONGEST = 300;

  private Messages() {}

  /**
   * A text as part of a one-line message: what {@link Printable} names is escaped, tabs too, and
   * what goes beyond 300 characters is cut.
   */
  public static String oneLine(@Nullable Object value) {
    return escape(String.valueOf(value), LONGEST);
  }

  /** A whole message as one line, escaped as {@link #oneLine} does but not cut. */
  public static String printable(String message) {
    // By hand: a regular expression would try every run of blanks from each of its characters.
    StringBuilder line = new StringBuilder();
    for (String part : message.lines().map(String::strip).toList()) {
      line.append(line.isEmpty() || part.isEmpty() ? "" : "; ").append(part);
    }
    return escape(line.toString(), Integer.MAX_VALUE);
  }

  private static String escape(String text, int longest) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      if (shown.length() >= longest) {
        return shown.append("...").toString();
      }
      int c = text.codePointAt(i);
      if (Printable.isCommand(c)) {
        Printable.escape(shown, c);
      } else {
        shown.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    return shown.toString();
  }

  /** A name from outside, quoted, as part of a one-line message. */
  public static String quote(@Nullable Object value) {
    return "'" + oneLine(value) + "'";
  }

  /** The failure to read a file. */
  public static SimlossException reading(Path file, IOException e) {
    if (e instanceof NoSuchFileException) {
      return new SimlossException("there is no file " + quote(file) + ": check the path", e);
    }
    return failure("cannot read " + quote(file) + ": ", e, "check the file and its disk");
  }

  /** The failure to write a file or to make a directory. */
  public static SimlossException writing(Path file, IOException e) {
    String start = "cannot write " + quote(file) + ": ";
    if (e instanceof FileAlreadyExistsException f && f.getFile() != null) {
      return new SimlossException(
          start + quote(f.getFile()) + " is in the way; remove it or choose another path", e);
    }
    return failure(start, e, "choose another path or check the disk");
  }

  /** The answer to a directory where a file is needed. */
  public static SimlossException isDirectory(Path file) {
    return new SimlossException(quote(file) + " is a directory: give the path of a file");
  }

  private static SimlossException failure(String start, IOException e, String otherwise) {
    String reason = reason(e);
    String lower = reason.toLowerCase(Locale.ROOT);
    String rest;
    if (e instanceof AccessDeniedException || lower.contains("permission denied")) {
      rest = "permission denied; change the permissions or choose another path";
    } else if (lower.contains("no space left")
        || lower.contains("not enough space")
        || lower.contains("out of disk space")) {
      rest = "the disk is full; free some space or choose another disk";
    } else if (lower.contains("too many open files")) {
      rest = "too many files are open; close other programs or raise the limit with ulimit -n 4096";
    } else if (lower.contains("quota")) {
      rest = "the disk quota is used up; free some space or choose another disk";
    } else if (e instanceof NoSuchFileException) {
      rest = "a directory on the way is missing; check the path";
    } else if (e instanceof NotDirectoryException || lower.contains("not a directory")) {
      rest = "a part of the path is not a directory; check the path";
    } else if (e instanceof FileSystemLoopException || lower.contains("symbolic links")) {
      rest = "its symbolic links go in a circle; fix the links";
    } else if (e instanceof ClosedByInterruptException) {
      rest = "it was interrupted; run it again";
    } else {
      rest = (reason.isEmpty() ? "input/output error" : reason) + "; " + otherwise;
    }
    return new SimlossException(start + rest, e);
  }

  /** What the system said, without the file names that a FileSystemException's message repeats. */
  private static String reason(IOException e) {
    String said = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return said == null ? "" : oneLine(said);
  }
}
