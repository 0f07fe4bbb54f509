/** Tests of fastText models. */
package io.github.simloss.embeddings.internal.fasttext;
