/**
 * Loops over rows of floats in plain Java, on several threads.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.dl4j.internal.host;
