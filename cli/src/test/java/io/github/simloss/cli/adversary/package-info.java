/**
 * What an adversary would try, by kind: command lines, JSON, models and vectors, folders, gzip
 * bombs, servers, signals, full disks. See {@link io.github.simloss.cli.adversary.Adversary}.
 */
package io.github.simloss.cli.adversary;
