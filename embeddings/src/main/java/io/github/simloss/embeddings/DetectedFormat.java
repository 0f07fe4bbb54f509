package io.github.simloss.embeddings;

/**
 * What the beginning of a file says of its format.
 *
 * @param format its layout
 * @param text what is known of a text; {@code null} for other formats
 * @param header the first line of a text or word2vec binary file that has one
 */
record DetectedFormat(VectorFormat format, TextLayout text, HeaderLine header) {}
