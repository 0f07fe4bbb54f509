/** Tests of the binary layout of word2vec. */
package io.github.simloss.embeddings.internal.word2vec;
