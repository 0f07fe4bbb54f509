/** Tests of the PyTorch engine beyond the contract that every engine passes. */
package io.github.simloss.djl;
