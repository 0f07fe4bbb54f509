/** Packages named like modules that break every rule, so that the rules are seen to fail. */
package io.github.simloss.cli.architecture.broken;
