package io.github.simloss.evaluate.probes;

/**
 * How well answers agree with labels.
 *
 * @since 0.2.0
 */
public enum Measure {
  /** Share of examples put in their class, in [0, 1]. */
  ACCURACY {
    @Override
    public double value(Answers answers, int positive) {
      int right = 0;
      for (int i = 0; i < answers.count(); i++) {
        right += answers.expected()[i] == answers.actual()[i] ? 1 : 0;
      }
      return (double) right / answers.count();
    }
  },
  /** Harmonic mean of precision and recall of the positive class, in [0, 1]. */
  F1 {
    @Override
    public double value(Answers answers, int positive) {
      int both = 0;
      int either = 0;
      for (int i = 0; i < answers.count(); i++) {
        int expected = answers.expected()[i] == positive ? 1 : 0;
        int actual = answers.actual()[i] == positive ? 1 : 0;
        both += expected * actual;
        either += expected + actual;
      }
      // 2 PR / (P + R) = 2 both / (expected + actual); nothing there and nothing said is 0.
      return either == 0 ? 0 : 2.0 * both / either;
    }
  },
  /** Rank correlation, in [-1, 1]; NaN where one side is constant. */
  SPEARMAN {
    @Override
    public double value(Answers answers, int positive) {
      return Correlation.spearman(answers.expected(), answers.actual());
    }
  },
  /** Correlation, in [-1, 1]; NaN where one side is constant. */
  PEARSON {
    @Override
    public double value(Answers answers, int positive) {
      return Correlation.pearson(answers.expected(), answers.actual());
    }
  },
  /**
   * A share of what examples hold, for instance of their words: the sum of what counted ({@code
   * actual}) over the sum of all ({@code expected}); NaN where there is nothing.
   */
  SHARE {
    @Override
    public double value(Answers answers, int positive) {
      double counted = 0;
      double all = 0;
      for (int i = 0; i < answers.count(); i++) {
        counted += answers.actual()[i];
        all += answers.expected()[i];
      }
      return all == 0 ? Double.NaN : counted / all;
    }
  };

  /**
   * The value.
   *
   * @param answers one at least
   * @param positive the class whose F1 is measured
   * @return NaN where it is not defined
   */
  public abstract double value(Answers answers, int positive);
}
