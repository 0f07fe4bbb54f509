/**
 * ND4J in this process: its environment, which is set before it loads, its native libraries, the
 * BLAS it calls, devices and threads.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.dl4j.internal.runtime;
