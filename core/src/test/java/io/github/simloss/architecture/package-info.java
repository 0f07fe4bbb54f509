/** The floors of core, held by rules. */
package io.github.simloss.architecture;
