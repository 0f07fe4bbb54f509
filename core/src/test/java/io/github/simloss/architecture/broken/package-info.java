/** Packages that break every rule of the floors, so that the rules are seen to fail. */
package io.github.simloss.architecture.broken;
