/** Tests of bytes in files. */
package io.github.simloss.embeddings.internal.bytes;
