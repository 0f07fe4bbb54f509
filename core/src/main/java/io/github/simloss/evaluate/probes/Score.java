package io.github.simloss.evaluate.probes;

/**
 * A score that is defined, with the answers it was found by.
 *
 * @param name as in JSON: {@code accuracy}, {@code f1}, {@code spearman}, ...
 * @param measure how it was found
 * @param positive the class whose F1 it is, or -1
 * @param value of it
 * @param answers by which it was found
 * @since 0.2.0
 */
public record Score(String name, Measure measure, int positive, double value, Answers answers) {}
