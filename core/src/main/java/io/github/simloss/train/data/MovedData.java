package io.github.simloss.train.data;

import io.github.simloss.run.DataSource;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunDirectory;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the data files of a run are now, if not where they were when it began. Their content must
 * be the same. The sample in the folder of a run that was moved is found without this.
 *
 * @param train the training sentences, or null if they are where they were
 * @param dev the dev sentences, or null
 * @param vectors the word vectors, which a run that continues does not read, or null
 * @param similarities the similarity file, or null
 * @since 0.2.0
 */
public record MovedData(
    @Nullable Path train, @Nullable Path dev, @Nullable Path vectors, @Nullable Path similarities) {
  /** Every file is where it was. */
  public static final MovedData NONE = new MovedData(null, null, null, null);

  /**
   * The training sentences.
   *
   * @throws io.github.simloss.SimlossException if they are gone, or not those the run was begun
   *     with
   */
  public Path train(RunDirectory run, RunConfig config) {
    return find(run, config.provenance().data().train(), train);
  }

  /**
   * The dev sentences.
   *
   * @throws io.github.simloss.SimlossException if they are gone, or not those the run was begun
   *     with
   */
  public Path dev(RunDirectory run, RunConfig config) {
    return find(run, config.provenance().data().dev(), dev);
  }

  /**
   * The similarity file, or null if the run has none.
   *
   * @throws io.github.simloss.SimlossException if it is gone, or not the one the run was begun with
   */
  public @Nullable Path similarities(RunDirectory run, RunConfig config) {
    DataSource made = config.provenance().data().similarities();
    return made == null ? null : find(run, made, similarities);
  }

  /**
   * Checks vectors that are given.
   *
   * @throws io.github.simloss.SimlossException if they are not those the run was begun with
   */
  public void requireVectors(RunConfig config) {
    if (vectors != null) {
      config.provenance().data().vectors().requireSame(vectors);
    }
  }

  private static Path find(RunDirectory run, DataSource made, @Nullable Path given) {
    return given == null
        ? made.requireUnchanged(run.root().resolve(DataSource.SAMPLE))
        : made.requireSame(Objects.requireNonNull(given));
  }
}
