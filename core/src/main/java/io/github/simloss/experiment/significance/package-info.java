/** Which differences between rows of a comparison are more than the choice of test examples. */
@NullMarked
package io.github.simloss.experiment.significance;

import org.jspecify.annotations.NullMarked;
