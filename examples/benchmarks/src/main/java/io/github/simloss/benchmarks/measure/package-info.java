/** What the benchmarks share: how they start, medians, and the memory of a process. */
package io.github.simloss.benchmarks.measure;
