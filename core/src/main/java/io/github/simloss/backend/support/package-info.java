/** What engines share beyond the SPI, so that it is written once. */
@NullMarked
package io.github.simloss.backend.support;

import org.jspecify.annotations.NullMarked;
