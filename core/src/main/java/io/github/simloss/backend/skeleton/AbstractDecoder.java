package io.github.simloss.backend.skeleton;

import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.support.ArgumentChecks;

/**
 * A decoder's bookkeeping: how many rows there are, whether it is open, and the checks of tokens
 * and rows. What is computed an engine adds. Not safe for use by several threads.
 *
 * @since 0.1.0
 */
public abstract class AbstractDecoder implements DecoderState {
  private final AbstractModel model;
  private final int vocabularySize;
  private int rows;
  private float[] logits = new float[0];
  private boolean closed;

  /**
   * @param model whose weights are used; no call reaches a decoder of a closed one
   * @param codes row-major, R x H
   */
  protected AbstractDecoder(AbstractModel model, float[] codes) {
    this.model = model;
    vocabularySize = model.spec().vocabularySize();
    rows = codes.length / model.spec().codeSize();
  }

  /**
   * Feeds one token a row.
   *
   * @param tokens R ids, checked
   * @param logits receives R x V values
   */
  protected abstract void step(int[] tokens, float[] logits);

  /**
   * Replaces the rows of all states by some of them; {@link #rows} is still the number before.
   *
   * @param chosen at least one row, checked
   */
  protected abstract void choose(int[] chosen);

  /** Frees native memory; called once. */
  protected abstract void free();

  @Override
  public final int rows() {
    return rows;
  }

  @Override
  public final float[] step(int[] tokens) {
    requireOpen();
    if (tokens.length != rows) {
      throw new IllegalArgumentException(tokens.length + " tokens for " + rows + " rows");
    }
    for (int token : tokens) {
      ArgumentChecks.index(token, vocabularySize, "token");
    }
    int count = Math.multiplyExact(rows, vocabularySize);
    if (logits.length != count) {
      logits = new float[count];
    }
    step(tokens, logits);
    return logits;
  }

  @Override
  public final void select(int[] chosen) {
    requireOpen();
    if (chosen.length == 0) {
      throw new IllegalArgumentException("at least one row must be selected");
    }
    for (int row : chosen) {
      ArgumentChecks.index(row, rows, "row");
    }
    choose(chosen);
    rows = chosen.length;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the decoder is closed");
    }
    model.enter();
  }

  @Override
  public final void close() {
    if (!closed) {
      closed = true;
      free();
    }
  }
}
