package io.github.simloss.spark.internal.words;

import io.github.simloss.random.SeededRandom;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.Function2;

/**
 * A share of the texts drawn from a seed, or the others. It depends on the partitions.
 *
 * @param seed of the run
 * @param share of all texts, in (0, 1)
 * @param drawn whether those that are drawn, else the others
 */
public record Drawn(long seed, double share, boolean drawn)
    implements Function2<Integer, Iterator<String>, Iterator<String>> {
  @Override
  public Iterator<String> call(Integer partition, Iterator<String> texts) {
    SeededRandom random = SeededRandom.derive(seed, "dev sentences", partition);
    List<String> kept = new ArrayList<>();
    while (texts.hasNext()) {
      String text = texts.next();
      if (random.uniform(0, 1) < share == drawn) {
        kept.add(text);
      }
    }
    return kept.iterator();
  }
}
