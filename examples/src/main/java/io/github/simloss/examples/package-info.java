/**
 * Programs of a page each: the losses from core alone, a loss and a similarity of one's own, and
 * the losses in models of an engine. Each has a {@code main}, and all are run by the tests.
 */
package io.github.simloss.examples;
