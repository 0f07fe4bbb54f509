package io.github.simloss.text;

/**
 * What words weigh by how rare they are, as in SIF (Arora, Liang and Ma 2017): {@code a / (a + p)},
 * p being the share of a corpus's tokens that the word has.
 *
 * @since 0.2.0
 */
public final class WordWeights {
  /** The usual a. */
  public static final double SMOOTHING = 1e-3;

  private WordWeights() {}

  /**
   * The weights of a vocabulary by its counts; a token that was never seen weighs 1.
   *
   * @param smoothing a, above 0: the share that weighs one half
   * @return V values in (0, 1], in the order of ids
   */
  public static float[] of(Vocabulary vocabulary, double smoothing) {
    long all = vocabulary.count(SpecialToken.UNKNOWN.id());
    for (int id = SpecialToken.values().length; id < vocabulary.size(); id++) {
      all += vocabulary.count(id);
    }
    float[] weights = new float[vocabulary.size()];
    for (int id = 0; id < weights.length; id++) {
      double share = all == 0 ? 0 : (double) vocabulary.count(id) / all;
      weights[id] = (float) (smoothing / (smoothing + share));
    }
    return weights;
  }
}
