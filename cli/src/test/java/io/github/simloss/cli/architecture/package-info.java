/** The modules and what they may know, held by rules. */
package io.github.simloss.cli.architecture;
