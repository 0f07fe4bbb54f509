/**
 * From codes to words: decoders, the layers that make logits of their vectors, and the loss on top,
 * forward and back.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.dl4j.internal.decoder;
