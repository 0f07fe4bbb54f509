/**
 * The training loop, written once for all engines: a job that makes a run from files, the loop
 * itself, and those who listen to it. A run that was stopped continues from its checkpoint as if it
 * had not been.
 */
@NullMarked
package io.github.simloss.train;

import org.jspecify.annotations.NullMarked;
