/** Packages that break every rule of an engine's rooms, so that the rules are seen to fail. */
package io.github.simloss.architecture.rooms;
