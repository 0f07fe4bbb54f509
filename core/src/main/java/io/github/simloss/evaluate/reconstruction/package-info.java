/** How well sentences come back: metrics. */
@NullMarked
package io.github.simloss.evaluate.reconstruction;

import org.jspecify.annotations.NullMarked;
