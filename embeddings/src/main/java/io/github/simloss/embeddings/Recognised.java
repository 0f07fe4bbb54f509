package io.github.simloss.embeddings;

/**
 * What a file was recognised as.
 *
 * @param format its layout
 * @param text what is known of a text; {@code null} for other formats
 * @param header the first line of a text or word2vec binary file that has one
 */
record Recognised(VectorFormat format, TextLayout text, HeaderLine header) {}
