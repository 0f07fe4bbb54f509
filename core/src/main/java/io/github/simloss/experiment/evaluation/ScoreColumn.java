package io.github.simloss.experiment.evaluation;

/**
 * A column of the table of a comparison.
 *
 * @param name as in the scores of a run
 * @param title as the page calls it
 * @param definition what it is, in one line
 * @param greaterIsBetter whether the best is the greatest
 * @since 0.1.0
 */
public record ScoreColumn(String name, String title, String definition, boolean greaterIsBetter) {}
