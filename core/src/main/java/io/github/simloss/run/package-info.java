/** The folder of a run: its settings, where it came from, what it has come to. */
@NullMarked
package io.github.simloss.run;

import org.jspecify.annotations.NullMarked;
