/** Sentences to codes and back: by a model, and by the mean of word vectors. */
@NullMarked
package io.github.simloss.encoding;

import org.jspecify.annotations.NullMarked;
