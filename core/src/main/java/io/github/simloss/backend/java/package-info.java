/**
 * Parts of the model in plain Java and double precision, without an engine: what the engines'
 * results are compared with, in tests and on the user's machine.
 */
@NullMarked
package io.github.simloss.backend.java;

import org.jspecify.annotations.NullMarked;
