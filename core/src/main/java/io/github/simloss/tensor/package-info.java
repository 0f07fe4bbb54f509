/** Named arrays of numbers and the files that hold them (safetensors). */
package io.github.simloss.tensor;
