/** Golden values: losses and models with known results, and an engine compared with them. */
package io.github.simloss.selftest.golden;
