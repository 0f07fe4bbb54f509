/**
 * The loss of an output layer of DL4J: labels and masks, costs a position, its form in a network's
 * file.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.dl4j.internal.layer;
