/**
 * Loops in plain Java for engines whose memory is the host's: exp, log and sums over rows of
 * floats, Adam over blocks that fit the cache, on several threads. The number of threads never
 * changes a result.
 */
@NullMarked
package io.github.simloss.backend.host;

import org.jspecify.annotations.NullMarked;
