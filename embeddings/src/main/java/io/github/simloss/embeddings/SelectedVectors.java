package io.github.simloss.embeddings;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The vectors of the words that were asked for. */
final class SelectedVectors implements VectorSet {
  private final RowTable rows;
  private final Map<String, Place> places;
  private final List<String> found = new ArrayList<>();
  private final ScanCounts counts;
  private final Coverage coverage;

  /**
   * Where a word's vector is.
   *
   * @param origin how it was found
   * @param row its row; -1 if there is none
   */
  record Place(Origin origin, int row) {}

  SelectedVectors(RowTable rows, Map<String, Place> places, long duplicates, ScanCounts counts) {
    this.rows = rows;
    this.counts = counts;
    this.places = places;
    Map<Origin, Integer> origins = new EnumMap<>(Origin.class);
    int withVector = 0;
    for (Map.Entry<String, Place> entry : places.entrySet()) {
      Origin origin = entry.getValue().origin();
      Integer before = origins.get(origin);
      origins.put(origin, before == null ? 1 : before + 1);
      withVector += origin == Origin.NONE ? 0 : 1;
      if (origin.inVocabulary()) {
        found.add(entry.getKey());
      }
    }
    this.coverage =
        new Coverage(
            places.size(),
            withVector,
            origins,
            duplicates,
            counts.rows,
            counts.emptyWords,
            counts.malformedWords);
  }

  @Override
  public int dimension() {
    return rows.dimension();
  }

  @Override
  public List<String> words() {
    return List.copyOf(found);
  }

  @Override
  public LookupResult lookUp(String word) {
    Place place = places.get(word);
    if (place == null) {
      return new LookupResult(word, Origin.NONE, null);
    }
    return new LookupResult(word, place.origin(), place.row() < 0 ? null : rows.row(place.row()));
  }

  @Override
  public Coverage coverage() {
    return coverage;
  }

  RowTable rows() {
    return rows;
  }

  Map<String, Place> places() {
    return places;
  }

  ScanCounts counts() {
    return counts;
  }
}
