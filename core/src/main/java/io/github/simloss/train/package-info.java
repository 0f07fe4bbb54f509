/**
 * The training loop, written once for all engines, and what it leaves: the run directory with its
 * configuration, history, best model and checkpoint. A run that was stopped goes on from its
 * checkpoint as if it had not been.
 */
package io.github.simloss.train;
