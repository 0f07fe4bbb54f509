package io.github.simloss.encoding;

import java.util.List;

/**
 * Anything that turns sentences into vectors of one size.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SentenceCodes {
  /**
   * The codes of some sentences.
   *
   * @param sentences at least one
   * @return row-major, sentences x size
   */
  float[] encode(List<String> sentences);
}
