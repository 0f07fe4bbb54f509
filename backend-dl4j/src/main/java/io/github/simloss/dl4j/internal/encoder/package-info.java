/**
 * From words to codes: LSTMs layer by layer in one or two directions, their outputs pooled, forward
 * and back.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.dl4j.internal.encoder;
