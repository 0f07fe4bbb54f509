/** The sentences a run is trained on: files, tokens, vocabulary, batches of ids. */
package io.github.simloss.train.data;
