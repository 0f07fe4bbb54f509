/** From text to token ids and back: tokenizers, the vocabulary, bigrams. */
@NullMarked
package io.github.simloss.text;

import org.jspecify.annotations.NullMarked;
