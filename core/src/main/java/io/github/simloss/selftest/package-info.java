/**
 * What an engine proves of itself on the machine it runs on: comparisons with plain Java in double
 * precision, and the choice of a path that is right.
 */
@NullMarked
package io.github.simloss.selftest;

import org.jspecify.annotations.NullMarked;
