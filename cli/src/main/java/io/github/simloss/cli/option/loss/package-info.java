/** Which loss, its options, and what it makes of them. */
package io.github.simloss.cli.option.loss;
