/** Trained encoders in the formats of other libraries, and in folders that travel. */
@NullMarked
package io.github.simloss.run.export;

import org.jspecify.annotations.NullMarked;
