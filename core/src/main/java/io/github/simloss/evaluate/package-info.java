/** Measures engines and models: the self-test against golden values, metrics, probes. */
package io.github.simloss.evaluate;
