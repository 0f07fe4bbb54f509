/**
 * A loss over a chunk of logits with its gradient in closed form: fused loops over a row for the
 * CPU, ND4J operations for other devices. To change how a structure of weights is computed, begin
 * at {@code LossKernel}.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.dl4j.internal.loss;
