/** Tests of the room of the same name. */
package io.github.simloss.cli.input;
