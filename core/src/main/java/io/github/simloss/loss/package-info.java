/**
 * The losses, as one expression: L_t = - sum_i w(t,i) link(p_i + eps), with p the softmax of the
 * logits at a position whose target is t. A {@link io.github.simloss.loss.ReconstructionLoss} is a
 * {@link io.github.simloss.loss.Link}, eps, weights and a {@link io.github.simloss.loss.Reduction};
 * the weights' structure is their type ({@link io.github.simloss.loss.TargetWeights}), so that no
 * engine builds a V x V matrix. An engine implements link times structure, never a single loss: a
 * new loss is a new way of making weights, here.
 */
@NullMarked
package io.github.simloss.loss;

import org.jspecify.annotations.NullMarked;
