package io.github.simloss.train.data;

import io.github.simloss.run.DataSource;
import io.github.simloss.run.RunSources;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files that a run is made from.
 *
 * @param train sentences to train on, one a line, plain or gzip
 * @param dev sentences to evaluate on
 * @param vectors the word vectors' file
 * @param similarities a file of similarities in place of cosines, or null for none
 * @since 0.1.0
 */
public record DataFiles(Path train, Path dev, Path vectors, @Nullable Path similarities) {
  /** Files whose similarities are the cosines of all words. */
  public static DataFiles of(Path train, Path dev, Path vectors) {
    return new DataFiles(train, dev, vectors, null);
  }

  /** The same with similarities of one's own; null for the cosines. */
  public DataFiles withSimilarities(Path file) {
    return new DataFiles(train, dev, vectors, file);
  }

  /** What a run's configuration says of them; they are read for their hashes. */
  public RunSources sources() {
    return new RunSources(
        DataSource.of(train),
        DataSource.of(dev),
        DataSource.of(vectors),
        similarities == null ? null : DataSource.of(similarities));
  }
}
