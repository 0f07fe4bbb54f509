/** Golden values: losses and a model with known results, and an engine compared with them. */
package io.github.simloss.selftest.golden;
