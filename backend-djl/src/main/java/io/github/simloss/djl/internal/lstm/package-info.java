/**
 * How PyTorch runs an LSTM: its kernels, and single operations in their place.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.djl.internal.lstm;
