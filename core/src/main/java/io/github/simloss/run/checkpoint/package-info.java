/** Checkpoints: written whole or not at all, found out if damaged. */
@NullMarked
package io.github.simloss.run.checkpoint;

import org.jspecify.annotations.NullMarked;
