/**
 * The model on ND4J: both LSTMs, the projection with its loss, decoding, and the engine's ways to
 * compute. To change a training step, begin at {@code Dl4jModel}.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.dl4j.internal.model;
