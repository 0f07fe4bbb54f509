/** What codes know of pairs of sentences: probes. */
@NullMarked
package io.github.simloss.evaluate.pairs;

import org.jspecify.annotations.NullMarked;
