package io.github.simloss.djl.internal.network;

import io.github.simloss.batch.TokenRows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sentences for an LSTM that knows no lengths. Where they differ much, the longest come first and
 * time is cut into segments, each with as many rows as sentences are left at its start: little is
 * computed for padding, at the price of a call for each segment. Within a segment rows are
 * time-major.
 */
public final class SegmentedRows {
  /** What a call costs beside its rows, in steps of one row; measured for training. */
  private static final int CALL = 64;

  /** Rows are rounded up to this: kernels like it, and are made for few shapes. */
  private static final int MULTIPLE = 8;

  /** The part of the cost that must be saved, as rows are put in order again afterwards. */
  private static final double WORTHWHILE = 0.1;

  private final TokenRows tokens;
  private final int[] order;
  private final List<Segment> segments;

  /** The first row of each time step. */
  private final int[] starts;

  private final int count;

  /**
   * Some steps of some sentences.
   *
   * @param first its first row
   * @param steps how many time steps
   * @param rows how many sentences, the first ones in order
   */
  public record Segment(int first, int steps, int rows) {
    /** The row behind its last. */
    public int end() {
      return first + steps * rows;
    }
  }

  private SegmentedRows(TokenRows tokens, int[] order, List<Segment> segments) {
    this.tokens = tokens;
    this.order = order;
    this.segments = segments;
    starts = new int[tokens.longest()];
    int t = 0;
    for (Segment segment : segments) {
      for (int step = 0; step < segment.steps(); step++) {
        starts[t++] = segment.first() + step * segment.rows();
      }
    }
    count = segments.get(segments.size() - 1).end();
  }

  /** One segment of all sentences, as they are. */
  public static SegmentedRows whole(TokenRows tokens) {
    int[] order = IntStream.range(0, tokens.size()).toArray();
    return new SegmentedRows(
        tokens, order, List.of(new Segment(0, tokens.longest(), tokens.size())));
  }

  /** The segments that cost least. */
  public static SegmentedRows of(TokenRows tokens) {
    int steps = tokens.longest();
    int[] rows = rows(tokens);
    int[] costs = new int[steps + 1];
    int[] ends = new int[steps];
    for (int from = steps - 1; from >= 0; from--) {
      costs[from] = Integer.MAX_VALUE;
      for (int to = from + 1; to <= steps; to++) {
        int cost = CALL + rows[from] * (to - from) + costs[to];
        if (cost < costs[from]) {
          costs[from] = cost;
          ends[from] = to;
        }
      }
    }
    if (costs[0] > (1 - WORTHWHILE) * (CALL + tokens.size() * steps)) {
      return whole(tokens);
    }
    List<Segment> segments = new ArrayList<>();
    int first = 0;
    for (int from = 0; from < steps; from = ends[from]) {
      Segment segment = new Segment(first, ends[from] - from, rows[from]);
      segments.add(segment);
      first = segment.end();
    }
    int[] order =
        IntStream.range(0, tokens.size())
            .boxed()
            .sorted((a, b) -> tokens.lengths()[b] - tokens.lengths()[a])
            .mapToInt(Integer::intValue)
            .toArray();
    return new SegmentedRows(tokens, order, Collections.unmodifiableList(segments));
  }

  /** How many rows a segment has that starts at each time. */
  private static int[] rows(TokenRows tokens) {
    int[] rows = new int[tokens.longest()];
    for (int length : tokens.lengths()) {
      for (int t = 0; t < length; t++) {
        rows[t]++;
      }
    }
    for (int t = 0; t < rows.length; t++) {
      int rounded = (rows[t] + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
      rows[t] = Math.min(tokens.size(), rounded);
    }
    return rows;
  }

  /** The sentences, in the order that was given. */
  public TokenRows tokens() {
    return tokens;
  }

  /** B. */
  public int sentences() {
    return tokens.size();
  }

  /** In the order of time. */
  public List<Segment> segments() {
    return segments;
  }

  private int length(int place) {
    return tokens.lengths()[order[place]];
  }

  private int row(int t, int place) {
    return starts[t] + place;
  }

  /** The ids of all rows; padding holds id 0, whose states nobody reads. */
  public long[] ids() {
    long[] ids = new long[count];
    for (int place = 0; place < order.length; place++) {
      for (int t = 0; t < length(place); t++) {
        ids[row(t, place)] = tokens.token(order[place], t);
      }
    }
    return ids;
  }

  /**
   * Where each row stands if every sentence is read from its last word to its first; padding stays
   * where it is. Its own inverse.
   */
  public long[] reversed() {
    long[] places = new long[count];
    for (int row = 0; row < count; row++) {
      places[row] = row;
    }
    for (int place = 0; place < order.length; place++) {
      for (int t = 0; t < length(place); t++) {
        places[row(t, place)] = row(length(place) - 1 - t, place);
      }
    }
    return places;
  }

  /** The row of each sentence's last word, in the order that was given. */
  public long[] lastRows() {
    long[] last = new long[order.length];
    for (int place = 0; place < order.length; place++) {
      last[order[place]] = row(length(place) - 1, place);
    }
    return last;
  }

  /**
   * The row of each sentence at each time, time-major, in the order that was given; for padding
   * that of the last word. {@code null} if rows are so already.
   */
  public long[] timeMajor() {
    if (segments.size() == 1) {
      return null;
    }
    long[] rows = new long[tokens.longest() * order.length];
    for (int place = 0; place < order.length; place++) {
      for (int t = 0; t < tokens.longest(); t++) {
        int real = Math.min(t, length(place) - 1);
        rows[t * order.length + order[place]] = row(real, place);
      }
    }
    return rows;
  }

  /** The same of sentences that are turned round as by {@link #reversed}: it turns them back. */
  public long[] timeMajorReversed() {
    long[] rows = new long[tokens.longest() * order.length];
    for (int place = 0; place < order.length; place++) {
      int last = length(place) - 1;
      for (int t = 0; t < tokens.longest(); t++) {
        rows[t * order.length + order[place]] = row(last - Math.min(t, last), place);
      }
    }
    return rows;
  }
}
