/**
 * PyTorch in this process: its environment, which is set before it loads, its native library, the
 * libraries and kernels inside it, devices and threads.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.djl.internal.runtime;
