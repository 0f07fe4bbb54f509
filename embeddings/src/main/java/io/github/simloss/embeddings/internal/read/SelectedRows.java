package io.github.simloss.embeddings.internal.read;

import io.github.simloss.embeddings.Origin;
import io.github.simloss.embeddings.internal.scan.ScanCounts;
import java.util.Map;

/**
 * The rows of the words that were asked for.
 *
 * @param rows the rows that were kept
 * @param places where each word's row is, in the order asked for
 * @param duplicates rows left out because their word had a row before
 * @param counts what was counted
 */
public record SelectedRows(
    RowTable rows, Map<String, Place> places, long duplicates, ScanCounts counts) {

  /**
   * Where a word's vector is.
   *
   * @param origin how it was found
   * @param row its row; -1 if there is none
   */
  public record Place(Origin origin, int row) {}
}
