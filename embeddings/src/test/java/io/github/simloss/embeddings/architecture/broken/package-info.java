/** Packages that break every rule of the rooms, so that the rules are seen to fail. */
package io.github.simloss.embeddings.architecture.broken;
