/** NumPy's .npy files. */
@NullMarked
package io.github.simloss.io.npy;

import org.jspecify.annotations.NullMarked;
