/** Text files line by line, plain or gzip, UTF-8. */
@NullMarked
package io.github.simloss.io.lines;

import org.jspecify.annotations.NullMarked;
