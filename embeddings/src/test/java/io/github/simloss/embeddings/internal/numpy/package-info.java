/** Tests of the package of the same name. */
package io.github.simloss.embeddings.internal.numpy;
