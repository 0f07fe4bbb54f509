/** Exact search of many sentences, beside what memory and multiplication allow. */
package io.github.simloss.benchmarks.search;
