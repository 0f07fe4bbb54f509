/** Tests of where what a command makes goes. */
package io.github.simloss.cli.output;
