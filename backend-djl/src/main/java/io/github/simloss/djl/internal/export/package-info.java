/** Encoders as models of DJL. */
@NullMarked
package io.github.simloss.djl.internal.export;

import org.jspecify.annotations.NullMarked;
