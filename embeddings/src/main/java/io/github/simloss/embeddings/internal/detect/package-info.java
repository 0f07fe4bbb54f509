/**
 * Which format a file has, by its content; opens the scanner of that format. A new format is added
 * here.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.embeddings.internal.detect;
