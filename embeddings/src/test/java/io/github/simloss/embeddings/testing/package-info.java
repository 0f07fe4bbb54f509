/** Vector files that the tests of every room make or find. */
package io.github.simloss.embeddings.testing;
