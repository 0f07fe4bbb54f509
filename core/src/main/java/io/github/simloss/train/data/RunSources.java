package io.github.simloss.train.data;

import io.github.simloss.run.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What a run's configuration says of where its data are from.
 *
 * @param train the training sentences
 * @param dev the dev sentences
 * @param vectors the word vectors
 * @param similarities similarities in place of the vectors' cosines, or null
 * @since 0.2.0
 */
public record RunSources(
    DataSource train, DataSource dev, DataSource vectors, @Nullable DataSource similarities) {

  /** Files, which are read for their hashes. */
  public static RunSources of(DataFiles files) {
    return new RunSources(
        DataSource.of(files.train()),
        DataSource.of(files.dev()),
        DataSource.of(files.vectors()),
        files.similarities() == null ? null : DataSource.of(files.similarities()));
  }
}
