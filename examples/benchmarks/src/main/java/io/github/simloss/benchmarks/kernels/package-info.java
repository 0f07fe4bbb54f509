/**
 * The parts that a step and its preparation are made of, each timed alone with JMH: a loss with its
 * gradient, a table of neighbours, and a batch. {@code docs/performance.md} tells how to run them.
 */
package io.github.simloss.benchmarks.kernels;
