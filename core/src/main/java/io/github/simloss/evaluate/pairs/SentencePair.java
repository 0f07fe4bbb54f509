package io.github.simloss.evaluate.pairs;

/**
 * Two sentences and what is said of them.
 *
 * @param label a class or a number, as in the file
 * @param first a sentence
 * @param second the other
 * @param where file and line, as messages begin
 * @since 0.1.0
 */
public record SentencePair(String label, String first, String second, String where) {}
