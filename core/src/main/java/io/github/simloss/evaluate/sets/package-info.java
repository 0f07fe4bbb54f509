/** Sets of sentences and of sentence pairs with labels, that codes are measured by. */
@NullMarked
package io.github.simloss.evaluate.sets;

import org.jspecify.annotations.NullMarked;
