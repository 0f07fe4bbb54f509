package io.github.simloss.embeddings.internal.text;

/**
 * What the beginning of a text shows.
 *
 * @param start where the first row begins, in bytes of the uncompressed file
 * @param headerLines 1 with a header, 0 without
 * @param dimension d
 * @param claimedWords what the header says; -1 without a header
 */
public record TextLayout(long start, int headerLines, int dimension, long claimedWords) {}
