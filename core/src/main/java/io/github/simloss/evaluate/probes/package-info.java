/** What frozen codes know of labelled sentences and pairs: classifiers, correlations, folds. */
@NullMarked
package io.github.simloss.evaluate.probes;

import org.jspecify.annotations.NullMarked;
