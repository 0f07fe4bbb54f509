/** Tests of the text formats. */
package io.github.simloss.embeddings.internal.text;
