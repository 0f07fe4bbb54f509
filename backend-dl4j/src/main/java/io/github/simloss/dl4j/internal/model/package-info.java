/**
 * The model on ND4J: encoder, decoder and loss put together, the update, decoding, and the engine's
 * ways to compute. To change a training step, begin at {@code Network}.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.dl4j.internal.model;
