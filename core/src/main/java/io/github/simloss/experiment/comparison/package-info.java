/**
 * Trains losses on engines with seeds, all else alike, and measures the runs alike. A comparison
 * lives in a folder, from which it continues after a stop.
 */
@NullMarked
package io.github.simloss.experiment.comparison;

import org.jspecify.annotations.NullMarked;
