/** The sentences a run is trained on: files, tokens, vocabulary, batches of ids. */
@NullMarked
package io.github.simloss.train.data;

import org.jspecify.annotations.NullMarked;
