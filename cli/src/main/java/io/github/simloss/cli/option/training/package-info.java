/** How a model is trained: what is spoiled, and when a run is kept. */
package io.github.simloss.cli.option.training;
