package io.github.simloss.embeddings;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a reading found.
 *
 * @param wanted distinct words asked for; when all were read, the words found
 * @param found those with a vector
 * @param byOrigin how many words came from where; every origin has an entry
 * @param duplicates rows left out because their word, one of those wanted, had a row before
 * @param rows rows that the file holds
 * @param emptyWords rows left out because they have no word
 * @param malformedWords words of the file whose bytes are not valid in its charset
 * @since 0.1.0
 */
public record Coverage(
    int wanted,
    int found,
    Map<Origin, Integer> byOrigin,
    long duplicates,
    long rows,
    long emptyWords,
    long malformedWords) {

  /** Copies the map. */
  public Coverage {
    Map<Origin, Integer> complete = new EnumMap<>(Origin.class);
    for (Origin origin : Origin.values()) {
      complete.put(origin, byOrigin.getOrDefault(origin, 0));
    }
    byOrigin = Collections.unmodifiableMap(complete);
  }
}
