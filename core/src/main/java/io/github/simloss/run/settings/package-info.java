/** How a run is trained, in parts: what {@code config.json} says of training. */
@NullMarked
package io.github.simloss.run.settings;

import org.jspecify.annotations.NullMarked;
