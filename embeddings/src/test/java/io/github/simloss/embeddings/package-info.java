/** Tests of the readers and writers of word vectors. */
package io.github.simloss.embeddings;
