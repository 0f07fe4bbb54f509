/** A disk in memory that fails, fills up, loses its power, and forgets what was not synced. */
package io.github.simloss.testing.disk;
