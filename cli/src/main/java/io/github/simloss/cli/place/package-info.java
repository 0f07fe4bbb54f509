/** Where the process runs: what its locale makes of arguments, and where its user is at home. */
package io.github.simloss.cli.place;
