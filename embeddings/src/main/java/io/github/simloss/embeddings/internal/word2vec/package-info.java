/**
 * The binary layout of word2vec.c and of gensim.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.embeddings.internal.word2vec;
