/**
 * Training steps on both engines, paired with the published manner in Python; see
 * docs/performance.md.
 */
package io.github.simloss.benchmarks.training;
