/** Random numbers from seeds. */
@NullMarked
package io.github.simloss.random;

import org.jspecify.annotations.NullMarked;
