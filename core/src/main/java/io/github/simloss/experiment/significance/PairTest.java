package io.github.simloss.experiment.significance;

/**
 * A comparison of two rows by one score.
 *
 * @param score its name
 * @param first the title of a row
 * @param second the title of the other
 * @param difference of the means of both rows, first less second
 * @param p two-sided, by a paired bootstrap over the examples
 * @since 0.2.0
 */
public record PairTest(String score, String first, String second, double difference, double p) {}
