package io.github.simloss.embeddings;

import io.github.simloss.similarity.WordVectors;
import java.util.List;

/**
 * Vectors read from a file. Safe for use by several threads.
 *
 * <p>{@link #vector} gives {@code null} for a word without a vector, so that a model draws its own;
 * {@link #answer} tells more, for people.
 */
public interface VectorSet extends WordVectors {

  /**
   * The words of the file's vocabulary that were kept, each once: in the file's order when all were
   * read, in the order asked for when some were.
   */
  List<String> words();

  /** What is known of a word. */
  Answer answer(String word);

  /** What was found. */
  Coverage coverage();

  @Override
  default float[] vector(String word) {
    Answer answer = answer(word);
    return answer.origin() == Origin.NONE ? null : answer.vector();
  }
}
