/** Checkpoints: written whole or not at all, found out if damaged. */
package io.github.simloss.run.checkpoint;
