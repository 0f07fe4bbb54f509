/**
 * The engine {@code dl4j}, on DeepLearning4J's array library ND4J: {@link
 * io.github.simloss.dl4j.Dl4jBackend} is the way in, {@link io.github.simloss.dl4j.SimilarityLoss}
 * any loss in a DL4J network. Packages below {@code internal} are not API. The training step
 * written by hand over packed rows, with closed-form gradients. Matrix products run on any ND4J
 * device; what lies between them runs in fused Java loops on the CPU and in ND4J operations
 * elsewhere.
 */
@NullMarked
package io.github.simloss.dl4j;

import org.jspecify.annotations.NullMarked;
