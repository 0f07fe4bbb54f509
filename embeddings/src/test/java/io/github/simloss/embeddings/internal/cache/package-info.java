/** Tests of the cache. */
package io.github.simloss.embeddings.internal.cache;
