package io.github.simloss.encoding;

/**
 * A sentence and what the model makes of it.
 *
 * @param input the sentence as given
 * @param output the words decoded from its code
 * @since 0.1.0
 */
public record Reconstruction(String input, String output) {}
