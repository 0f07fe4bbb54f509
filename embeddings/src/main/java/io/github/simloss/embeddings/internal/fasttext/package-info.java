/**
 * fastText models, quantized ones too: structure, n-grams, the vectors made of them.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.embeddings.internal.fasttext;
