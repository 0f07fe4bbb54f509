/**
 * What the scanners of all formats share: what is asked of a scan, what it hands over and counts,
 * words between bytes and text, the header line.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.embeddings.internal.scan;
