package io.github.simloss.embeddings.internal.text;

import io.github.simloss.embeddings.internal.bytes.Delimiters;
import io.github.simloss.embeddings.internal.bytes.KeyIndex;
import io.github.simloss.embeddings.internal.scan.ScanRequest;
import io.github.simloss.embeddings.internal.scan.ScannedRow;
import io.github.simloss.embeddings.internal.scan.WantedWords;
import io.github.simloss.embeddings.internal.scan.WordCodec;
import io.github.simloss.io.Messages;

/**
 * Reads the rows of a block of whole lines. Fields are separated by spaces and tabs (runs of them
 * count as one); the last d fields are the vector and what is before them is the word, which so may
 * hold spaces. A word is looked up before its numbers are read.
 *
 * <p>For use by one thread at a time.
 */
final class TextBlockParser {
  private final int dimension;
  private final WordCodec words;
  private final boolean failOnMalformed;
  private final ScanRequest request;
  private final int[] starts;
  private final int[] ends;

  TextBlockParser(int dimension, WordCodec words, boolean failOnMalformed, ScanRequest request) {
    this.dimension = dimension;
    this.words = words;
    this.failOnMalformed = failOnMalformed;
    this.request = request;
    this.starts = new int[dimension];
    this.ends = new int[dimension];
  }

  /** Reads the lines of a part of an array; the last one needs no newline. */
  TextBlockResult parse(byte[] bytes, int from, int to) {
    TextBlockResult result = new TextBlockResult();
    WantedWords wanted = request.wanted();
    int position = from;
    while (position < to && result.badLine < 0) {
      int line = position;
      int hash = KeyIndex.start();
      int high = 0;
      int i = line;
      for (; i < to; i++) {
        byte b = bytes[i];
        if (b == ' ' || b == '\t' || b == '\n') {
          break;
        }
        hash = KeyIndex.step(hash, b);
        high |= b;
      }
      int end = i < to && bytes[i] == '\n' ? i : Delimiters.newline(bytes, i, to);
      position = end + 1;
      long number = result.lines++;
      boolean odd = i == line || i == end || (high < 0 && !words.valid(bytes, line, i));
      if (odd || wanted == null || wanted.mayBegin(bytes, line, i, hash)) {
        row(bytes, line, end, number, result);
      } else {
        result.dataRows++;
      }
    }
    return result;
  }

  /** A row that is kept, or may be, or needs a closer look. */
  private void row(byte[] bytes, int from, int lineEnd, long number, TextBlockResult result) {
    int end = lineEnd;
    if (end > from && bytes[end - 1] == '\r') {
      end--;
    }
    while (end > from && Delimiters.isSeparator(bytes[end - 1])) {
      end--;
    }
    if (end == from) {
      // An empty line, or one of spaces: no row.
      return;
    }
    result.dataRows++;
    int fields = split(bytes, from, end);
    int wordEnd = fields < dimension ? from : before(bytes, from, starts[0]);
    int wordStart = from;
    while (wordStart < wordEnd && Delimiters.isSeparator(bytes[wordStart])) {
      wordStart++;
    }
    boolean noWord = wordStart == wordEnd;
    boolean tooShort = fields < dimension || (noWord && starts[0] == from);
    if (tooShort && request.wanted() != null && !firstIsWanted(bytes, from, end)) {
      return;
    }
    if (tooShort) {
      result.fail(number, tooShort(bytes, from, end, fields));
      return;
    }
    if (noWord) {
      result.emptyWords++;
      if (result.firstEmpty < 0) {
        result.firstEmpty = number;
      }
      return;
    }
    keep(bytes, wordStart, wordEnd, number, result);
  }

  private void keep(byte[] bytes, int from, int to, long number, TextBlockResult result) {
    boolean valid = words.valid(bytes, from, to);
    if (!valid) {
      result.malformedWords++;
      if (result.firstMalformed < 0) {
        result.firstMalformed = number;
      }
      if (failOnMalformed) {
        result.fail(number, words.refusal());
        return;
      }
    }
    WantedWords wanted = request.wanted();
    byte[] key = null;
    int id = -1;
    if (wanted != null) {
      if (valid) {
        id = wanted.find(bytes, from, to, KeyIndex.hash(bytes, from, to));
      } else if (wanted.replacements()) {
        key = words.key(bytes, from, to, false);
        id = wanted.find(key);
      }
      if (id < 0) {
        return;
      }
    }
    if (severalParts(bytes, from, to) && endsInNumber(bytes, from, to)) {
      result.fail(
          number,
          "more than "
              + dimension
              + " numbers; every row must have "
              + dimension
              + " numbers after its word");
      return;
    }
    float[] vector = null;
    if (request.values() != ScanRequest.Values.NONE) {
      vector = numbers(bytes, from, to, number, result);
      if (vector == null) {
        return;
      }
    }
    if (key == null) {
      key = words.key(bytes, from, to, valid);
    }
    result.rows.add(new ScannedRow(key, id, vector));
  }

  private float[] numbers(byte[] bytes, int from, int to, long line, TextBlockResult result) {
    float[] vector = new float[dimension];
    for (int k = 0; k < dimension; k++) {
      try {
        vector[k] = TextNumbers.parse(bytes, starts[k], ends[k]);
      } catch (NumberFormatException e) {
        result.fail(
            line,
            shown(bytes, starts[k], ends[k])
                + " is not a number (field "
                + (k + 1)
                + " of the vector of "
                + shown(bytes, from, to)
                + ")");
        return null;
      }
      if (request.values() == ScanRequest.Values.FINITE && !Float.isFinite(vector[k])) {
        result.fail(
            line,
            "the vector of "
                + shown(bytes, from, to)
                + " holds "
                + shown(bytes, starts[k], ends[k])
                + "; remove the row or fix it");
        return null;
      }
    }
    return vector;
  }

  /** Finds the last d fields; how many there are, d at most. */
  private int split(byte[] bytes, int from, int end) {
    int position = end;
    for (int k = dimension - 1; k >= 0; k--) {
      position = before(bytes, from, position);
      int start = position;
      while (start > from && !Delimiters.isSeparator(bytes[start - 1])) {
        start--;
      }
      if (start == position) {
        return dimension - 1 - k;
      }
      ends[k] = position;
      starts[k] = start;
      position = start;
    }
    return dimension;
  }

  private static int before(byte[] bytes, int from, int position) {
    int end = position;
    while (end > from && Delimiters.isSeparator(bytes[end - 1])) {
      end--;
    }
    return end;
  }

  private boolean firstIsWanted(byte[] bytes, int from, int end) {
    int to = from;
    while (to < end && !Delimiters.isSeparator(bytes[to])) {
      to++;
    }
    return request.wanted().find(bytes, from, to, KeyIndex.hash(bytes, from, to)) >= 0;
  }

  private String tooShort(byte[] bytes, int from, int end, int fields) {
    int first = from;
    while (first < end && !Delimiters.isSeparator(bytes[first])) {
      first++;
    }
    int numbers = Math.max(0, fields - (Delimiters.isSeparator(bytes[from]) ? 0 : 1));
    return shown(bytes, from, first)
        + " is followed by "
        + numbers
        + (numbers == 1 ? " number" : " numbers")
        + ", where "
        + dimension
        + " are expected; the row is damaged or cut off";
  }

  private static boolean severalParts(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Delimiters.isSeparator(bytes[i])) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsInNumber(byte[] bytes, int from, int to) {
    int start = to;
    while (start > from && !Delimiters.isSeparator(bytes[start - 1])) {
      start--;
    }
    return TextNumbers.isNumber(bytes, start, to);
  }

  private String shown(byte[] bytes, int from, int to) {
    return Messages.quote(words.text(bytes, from, Math.min(to, from + 100)));
  }
}
