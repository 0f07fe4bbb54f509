package io.github.simloss.embeddings;

import io.github.simloss.embeddings.internal.read.SelectedRows;
import io.github.simloss.embeddings.internal.read.SelectedRows.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The vectors of the words that were asked for. */
final class SelectedVectors implements VectorSet {
  private final SelectedRows selected;
  private final List<String> found = new ArrayList<>();
  private final Coverage coverage;

  SelectedVectors(SelectedRows selected) {
    this.selected = selected;
    Map<Origin, Integer> origins = new EnumMap<>(Origin.class);
    int withVector = 0;
    for (Map.Entry<String, Place> entry : selected.places().entrySet()) {
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
            selected.places().size(),
            withVector,
            origins,
            selected.duplicates(),
            selected.counts().rows(),
            selected.counts().emptyWords(),
            selected.counts().malformedWords());
  }

  @Override
  public int dimension() {
    return selected.rows().dimension();
  }

  @Override
  public List<String> words() {
    return List.copyOf(found);
  }

  @Override
  public LookupResult lookUp(String word) {
    Place place = selected.places().get(word);
    if (place == null) {
      return new LookupResult(word, Origin.NONE, null);
    }
    float[] vector = place.row() < 0 ? null : selected.rows().row(place.row());
    return new LookupResult(word, place.origin(), vector);
  }

  @Override
  public Coverage coverage() {
    return coverage;
  }
}
