/** Text files line by line, plain or gzip, UTF-8. */
package io.github.simloss.io.lines;
