/** How long the commands themselves take: start-up, and sentences in bulk. */
package io.github.simloss.benchmarks.commands;
