/** Named arrays of numbers and the files that hold them (safetensors). */
@NullMarked
package io.github.simloss.tensor;

import org.jspecify.annotations.NullMarked;
