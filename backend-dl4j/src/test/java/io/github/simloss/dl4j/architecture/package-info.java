/** The rooms of the module, held by rules. */
package io.github.simloss.dl4j.architecture;
