package io.github.simloss.encoding;

import io.github.simloss.backend.host.RowWorkers;
import io.github.simloss.embedding.UnitVectors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The codes of some sentences, to find by cosine those that are nearest to a query. Exact: every
 * query is compared with every sentence, first in single precision, and where that cannot decide in
 * double. Immutable, safe for use by several threads.
 *
 * @since 0.2.0
 */
public final class SentenceIndex {
  /** Queries that are compared with a block of sentences while it is in a cache. */
  private static final int QUERIES = 64;

  /** Below so many blocks a second thread costs more than it saves. */
  private static final int LEAST_BLOCKS = 4;

  private final UnitBlocks units;

  /**
   * @param codes row-major, sentences x C, finite; copied
   * @param codeSize C, at least 1
   * @throws IllegalArgumentException if the values are no rows of C, or one is not finite
   */
  public SentenceIndex(float[] codes, int codeSize) {
    units = new UnitBlocks(codes, codeSize);
  }

  /**
   * A sentence that was found.
   *
   * @param index which of the sentences, from 0
   * @param similarity the cosine, in [-1, 1]
   */
  public record Match(int index, double similarity) {
    /** The worst first; of two as near the later one is worse. */
    static final Comparator<Match> WORST_FIRST =
        Comparator.comparingDouble(Match::similarity)
            .thenComparing(Comparator.comparingInt(Match::index).reversed());
  }

  /** How many sentences there are. */
  public int size() {
    return units.count();
  }

  /**
   * The sentences nearest to a query, on the calling thread.
   *
   * @param code of the query, C values
   * @param count how many; fewer if there are fewer
   * @return by falling similarity, ties by rising index; a code of zeros is like nothing (0)
   * @throws IllegalArgumentException if the code has another size or the count is below 1
   */
  public List<Match> nearest(float[] code, int count) {
    if (code.length != units.dimension()) {
      throw new IllegalArgumentException(
          "a code of " + code.length + " values, where those here have " + units.dimension());
    }
    return nearest(code, count, 1).get(0);
  }

  /**
   * The sentences nearest to each of several queries: a list each, as {@link #nearest(float[],
   * int)} gives it. Many at once take less time a query.
   *
   * @param codes of the queries, row-major, queries x C
   * @param count how many a query; fewer if there are fewer
   * @param threads how many to use at most; results do not depend on it
   * @throws IllegalArgumentException if the values are no rows of C, one is not finite, or another
   *     number is below 1
   */
  public List<List<Match>> nearest(float[] codes, int count, int threads) {
    if (count < 1) {
      throw new IllegalArgumentException(count + " sentences are asked for; it must be at least 1");
    }
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads; it must be at least 1");
    }
    int queries = codes.length / units.dimension();
    float[] unit = UnitVectors.of(codes, queries, units.dimension()).data();
    List<List<Match>> found = new ArrayList<>();
    for (int first = 0; first < queries; first += QUERIES) {
      int from = first;
      int width = Math.min(QUERIES, queries - first);
      List<List<Best>> parts = new ArrayList<>();
      RowWorkers.run(
          threads,
          units.blocks(),
          LEAST_BLOCKS,
          (block, to) -> {
            List<Best> part = search(unit, from, width, count, block, to);
            synchronized (parts) {
              parts.add(part);
            }
          });
      for (int q = 0; q < width; q++) {
        found.add(Best.merged(parts, q, count));
      }
    }
    return Collections.unmodifiableList(found);
  }

  private List<Best> search(
      float[] queries, int first, int width, int count, int fromBlock, int toBlock) {
    List<Best> best = new ArrayList<>();
    for (int q = 0; q < width; q++) {
      best.add(new Best(count));
    }
    float[][] sums = new float[width][UnitBlocks.ROWS];
    double margin = units.margin();
    for (int block = fromBlock; block < toBlock; block++) {
      units.screen(block, queries, first, sums);
      int rows = units.rows(block);
      for (int q = 0; q < width; q++) {
        Best ofQuery = best.get(q);
        float[] sum = sums[q];
        for (int j = 0; j < rows; j++) {
          if (sum[j] + margin > ofQuery.least()) {
            int row = block * UnitBlocks.ROWS + j;
            ofQuery.offer(row, Math.max(-1, Math.min(1, units.dot(row, queries, first + q))));
          }
        }
      }
    }
    return best;
  }

  /** The best so far of one query. Rows are offered in rising order. */
  private static final class Best {
    private final PriorityQueue<Match> matches = new PriorityQueue<>(Match.WORST_FIRST);
    private final int count;

    Best(int count) {
      this.count = count;
    }

    /** What a further match must be above. */
    double least() {
      return matches.size() < count ? Double.NEGATIVE_INFINITY : matches.peek().similarity();
    }

    void offer(int row, double similarity) {
      if (similarity > least()) {
        matches.add(new Match(row, similarity));
        if (matches.size() > count) {
          matches.remove();
        }
      }
    }

    static List<Match> merged(List<List<Best>> parts, int query, int count) {
      return parts.stream()
          .flatMap(part -> part.get(query).matches.stream())
          .sorted(Match.WORST_FIRST.reversed())
          .limit(count)
          .toList();
    }
  }
}
