/** What codes know of pairs of sentences: probes. */
package io.github.simloss.evaluate.pairs;
