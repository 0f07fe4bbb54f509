/** Golden values: losses and models with known results, and an engine compared with them. */
@NullMarked
package io.github.simloss.selftest.golden;

import org.jspecify.annotations.NullMarked;
