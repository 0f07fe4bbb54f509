/** Encoders as networks of DL4J. */
@NullMarked
package io.github.simloss.dl4j.internal.export;

import org.jspecify.annotations.NullMarked;
