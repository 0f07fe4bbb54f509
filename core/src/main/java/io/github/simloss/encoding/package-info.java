/** Sentences to codes and back: by a model, and by the mean of word vectors. */
package io.github.simloss.encoding;
