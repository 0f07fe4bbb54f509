/**
 * One LSTM over a packed batch, forward and back.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.dl4j.internal.lstm;
