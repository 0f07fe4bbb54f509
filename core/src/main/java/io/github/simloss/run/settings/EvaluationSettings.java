package io.github.simloss.run.settings;

/**
 * When a model is evaluated on the dev sentences, and what follows from it.
 *
 * @param every steps between evaluations; 0 for one at the end of each epoch
 * @param patience stop after so many evaluations in a row without a better dev loss; 0 for never
 * @param samples how many dev sentences are reconstructed at each evaluation, from 0
 * @since 0.2.0
 */
public record EvaluationSettings(int every, int patience, int samples) {

  /** Once an epoch, to the last, with three samples. */
  public static final EvaluationSettings DEFAULT = new EvaluationSettings(0, 0, 3);

  /** Checks the ranges; the names are those of {@code config.json}. */
  public EvaluationSettings {
    Ranges.atLeast("evaluateEvery", every, 0);
    Ranges.atLeast("patience", patience, 0);
    Ranges.atLeast("samples", samples, 0);
  }

  /** The same every so many steps. */
  public EvaluationSettings withEvery(int other) {
    return new EvaluationSettings(other, patience, samples);
  }

  /** The same with another patience. */
  public EvaluationSettings withPatience(int other) {
    return new EvaluationSettings(every, other, samples);
  }

  /** The same with another number of samples. */
  public EvaluationSettings withSamples(int other) {
    return new EvaluationSettings(every, patience, other);
  }
}
