/** Tests of word vectors through the API; those of a format or a step are in its room. */
package io.github.simloss.embeddings;
