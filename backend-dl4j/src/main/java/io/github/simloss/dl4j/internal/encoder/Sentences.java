package io.github.simloss.dl4j.internal.encoder;

import io.github.simloss.batch.PackedRows;
import io.github.simloss.batch.TokenRows;

/**
 * What an encoder reads.
 *
 * @param packed the rows without padding
 * @param reversed where each packed row stands for the second direction; {@code null} if there is
 *     none
 * @param extraVectors row-major k x d: id V + j has row j
 */
record Sentences(PackedRows packed, int[] reversed, float[] extraVectors) {

  /** Packs rows. */
  static Sentences of(TokenRows rows, boolean bidirectional, float[] extraVectors) {
    PackedRows packed = new PackedRows(rows);
    return new Sentences(packed, bidirectional ? packed.reversed() : null, extraVectors);
  }

  /**
   * What each packed row has of its sentence's mean.
   *
   * @param embedding whose weights count; {@code null} for 1 each
   */
  float[] shares(FrozenEmbedding embedding) {
    int[] ids = packed.ids();
    float[] shares = new float[ids.length];
    double[] sums = new double[packed.size()];
    for (int t = 0; t < packed.steps(); t++) {
      for (int r = 0; r < packed.alive(t); r++) {
        int k = packed.offset(t) + r;
        shares[k] = embedding == null ? 1 : embedding.weight(ids[k]);
        sums[r] += shares[k];
      }
    }
    for (int t = 0; t < packed.steps(); t++) {
      for (int r = 0; r < packed.alive(t); r++) {
        int k = packed.offset(t) + r;
        shares[k] = (float) (shares[k] / sums[r]);
      }
    }
    return shares;
  }

  /** Values of packed rows, as the second direction meets them. */
  float[] turned(float[] values) {
    float[] turned = new float[values.length];
    for (int k = 0; k < turned.length; k++) {
      turned[k] = values[reversed[k]];
    }
    return turned;
  }

  /** The ids, as the second direction meets them. */
  int[] turnedIds() {
    int[] turned = new int[reversed.length];
    for (int k = 0; k < turned.length; k++) {
      turned[k] = packed.ids()[reversed[k]];
    }
    return turned;
  }
}
