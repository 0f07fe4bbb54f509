/** From text to token ids and back: tokenizers, the vocabulary, bigrams. */
package io.github.simloss.text;
