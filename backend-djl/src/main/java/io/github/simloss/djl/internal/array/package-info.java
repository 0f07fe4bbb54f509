/**
 * Native arrays: how values come and go, who frees them, arrays by name.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.djl.internal.array;
