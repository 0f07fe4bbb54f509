/**
 * A model's parts on PyTorch: encoder, decoder, and the output layer with its loss.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.djl.internal.network;
