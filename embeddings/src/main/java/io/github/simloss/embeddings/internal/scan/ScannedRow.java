package io.github.simloss.embeddings.internal.scan;

/**
 * One row of a file.
 *
 * @param key the word's key (see {@link WordCodec})
 * @param wanted its number among those wanted; -1 when all are read
 * @param vector d values; {@code null} if only words are read
 */
public record ScannedRow(byte[] key, int wanted, float[] vector) {}
