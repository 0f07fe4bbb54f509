package io.github.simloss.run;

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
    DataSource train, DataSource dev, DataSource vectors, @Nullable DataSource similarities) {}
