/** How fast word vectors are read, beside other readers; see docs/vectors.md. */
package io.github.simloss.benchmarks.vectors;
