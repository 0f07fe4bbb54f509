/** What engines share beyond the SPI, so that it is written once. */
package io.github.simloss.backend.support;
