package io.github.simloss.embeddings.internal.text;

import io.github.simloss.embeddings.internal.bytes.Delimiters;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The first lines of what may be a text, cut into fields. */
public final class TextSample {
  private static final int MOST_LINES = 50;
  private static final long LOOK_AT = 16;

  private final byte[] bytes;
  private final List<List<int[]>> lines = new ArrayList<>();

  /**
   * @param bytes the beginning of a file
   * @param from where to begin
   * @param whole whether this is the whole file, so that the last line is whole too
   */
  public TextSample(byte[] bytes, int from, boolean whole) {
    this.bytes = bytes;
    int position = from;
    while (position < bytes.length && lines.size() < MOST_LINES) {
      int end = Delimiters.newline(bytes, position, bytes.length);
      List<int[]> fields = fields(position, end);
      if (end == bytes.length && !whole) {
        if (!lines.isEmpty()) {
          break;
        }
        // One very long line: what can be seen of it, without the last field, which may be cut.
        fields = fields.subList(0, Math.max(0, fields.size() - 1));
      }
      if (!fields.isEmpty()) {
        lines.add(fields);
      }
      position = end + 1;
    }
  }

  private List<int[]> fields(int from, int lineEnd) {
    int end = lineEnd > from && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    List<int[]> fields = new ArrayList<>();
    for (int i = from; i < end; ) {
      int start = i;
      while (i < end && !Delimiters.isSeparator(bytes[i])) {
        i++;
      }
      if (i > start) {
        fields.add(new int[] {start, i});
      }
      while (i < end && Delimiters.isSeparator(bytes[i])) {
        i++;
      }
    }
    return fields;
  }

  /** Whether there is no line with anything in it. */
  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /** Whether every line is a word and one number. */
  public boolean allPairs() {
    return lines.stream().allMatch(fields -> fields.size() == 2 && numbers(fields) == 1);
  }

  /** Whether the first line ends in some numbers, as far as it can be seen. */
  public boolean firstEndsInNumbers(long count) {
    if (lines.isEmpty()) {
      return false;
    }
    List<int[]> fields = lines.get(0);
    // The last few are enough; a process that has just started parses slowly.
    int few = Math.max(1, fields.size() - (int) Math.min(count, LOOK_AT));
    List<int[]> last = fields.subList(few, fields.size());
    return !last.isEmpty()
        && last.stream().allMatch(field -> TextNumbers.isNumber(bytes, field[0], field[1]));
  }

  /** How many fields at the end of a line are numbers; the first field never counts. */
  private int numbers(List<int[]> fields) {
    int count = 0;
    for (int k = fields.size() - 1; k > 0; k--) {
      int[] field = fields.get(k);
      if (!TextNumbers.isNumber(bytes, field[0], field[1])) {
        break;
      }
      count++;
    }
    return count;
  }

  /**
   * The dimension of a text without a header: the number of fields after the first that most lines
   * have, of those lines where all of these are numbers; with a tie, the lesser.
   *
   * @return 0 if no line ends in numbers
   */
  public int dimension() {
    TreeMap<Integer, Integer> votes = new TreeMap<>();
    for (List<int[]> fields : lines) {
      int numbers = numbers(fields);
      // A row with a word of several parts votes too, with the numbers that it has.
      if (numbers > 0) {
        votes.merge(numbers, 1, Integer::sum);
      }
    }
    int best = 0;
    int most = 0;
    for (var vote : votes.entrySet()) {
      if (vote.getValue() > most) {
        best = vote.getKey();
        most = vote.getValue();
      }
    }
    return best;
  }
}
