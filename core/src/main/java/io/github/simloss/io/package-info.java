/**
 * Files. Everything that simloss reads from outside is read strictly and within limits (texts by
 * {@link io.github.simloss.io.lines.TextFiles}, JSON by {@link io.github.simloss.io.json.Json},
 * tables by {@link io.github.simloss.io.npy.Npy}), and every file it writes goes through {@link
 * io.github.simloss.io.AtomicFiles}, so that a crash never leaves half a file. Failures are one
 * line that names the file, the place and how to fix it.
 */
@NullMarked
package io.github.simloss.io;

import org.jspecify.annotations.NullMarked;
