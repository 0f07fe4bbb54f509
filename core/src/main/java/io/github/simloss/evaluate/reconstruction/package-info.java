/** How well sentences come back: metrics. */
package io.github.simloss.evaluate.reconstruction;
