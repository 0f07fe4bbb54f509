/** Word vectors that travel in a run's folder. */
@NullMarked
package io.github.simloss.run.vectors;

import org.jspecify.annotations.NullMarked;
