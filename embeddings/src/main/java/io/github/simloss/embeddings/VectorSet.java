package io.github.simloss.embeddings;

import io.github.simloss.embedding.WordVectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Vectors read from a file. Safe for use by several threads.
 *
 * <p>{@link #vector} gives {@code null} for a word without a vector, so that a model draws its own;
 * {@link #lookUp} says more, for people.
 *
 * @since 0.1.0
 */
public interface VectorSet extends WordVectors, VectorRows {

  /**
   * The words of the file's vocabulary that were kept, each once: in the file's order when all were
   * read, in the order asked for when some were.
   */
  List<String> words();

  /** What is known of a word. */
  LookupResult lookUp(String word);

  /** What was found. */
  Coverage coverage();

  @Override
  int dimension();

  @Override
  default void forEachWord(Consumer<String> consumer) {
    words().forEach(consumer);
  }

  @Override
  default void forEach(RowConsumer consumer) {
    try {
      for (String word : words()) {
        consumer.row(word, Objects.requireNonNull(vector(word), word));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  default float @Nullable [] vector(String word) {
    LookupResult result = lookUp(word);
    return result.origin() == Origin.NONE ? null : result.vector();
  }
}
