/**
 * Files, and the random generator: the lowest floor. Everything that simloss reads from outside is
 * read here strictly and within limits (texts by {@link io.github.simloss.io.TextFiles}, JSON by
 * {@link io.github.simloss.io.Json}, tables by {@link io.github.simloss.io.Npy}), and every file it
 * writes goes through {@link io.github.simloss.io.AtomicFiles}, so that a crash never leaves half a
 * file. Failures are one line that names the file, the place and the mend.
 */
package io.github.simloss.io;
