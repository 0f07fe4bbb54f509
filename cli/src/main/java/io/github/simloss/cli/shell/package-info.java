/** What the build makes of the commands for shells: values to complete, and manual pages. */
package io.github.simloss.cli.shell;
