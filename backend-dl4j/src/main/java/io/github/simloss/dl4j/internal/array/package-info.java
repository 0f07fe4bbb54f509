/**
 * Matrices in ND4J's memory, their products, linear layers, and which code works on them: fused
 * Java loops on the CPU, ND4J operations elsewhere.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.dl4j.internal.array;
