/** The model card in a run's folder: what the model is and how to use it. */
@NullMarked
package io.github.simloss.run.card;

import org.jspecify.annotations.NullMarked;
