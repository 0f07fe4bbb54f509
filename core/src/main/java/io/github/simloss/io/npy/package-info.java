/** NumPy's .npy files. */
package io.github.simloss.io.npy;
