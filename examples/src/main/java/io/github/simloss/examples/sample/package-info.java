/** How the sample corpus and its vectors are made; run {@code MakeSample} to make them again. */
package io.github.simloss.examples.sample;
