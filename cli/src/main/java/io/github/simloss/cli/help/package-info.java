/** How help is shown: options in sections, exit codes, examples as they are typed. */
package io.github.simloss.cli.help;
