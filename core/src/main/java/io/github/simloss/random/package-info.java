/** Random numbers from seeds. */
package io.github.simloss.random;
