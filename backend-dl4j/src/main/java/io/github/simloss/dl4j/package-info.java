/**
 * The engine on DeepLearning4J's array library ND4J: the training step written by hand over packed
 * rows, with closed-form gradients. Matrix products run on any ND4J device; what lies between them
 * runs in fused Java loops on the CPU and in ND4J operations elsewhere.
 */
package io.github.simloss.dl4j;
