/** Tests of the detection of formats. */
package io.github.simloss.embeddings.internal.detect;
