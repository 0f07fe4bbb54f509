/** Tests of the ND4J engine beyond the contract that every engine passes. */
package io.github.simloss.dl4j;
