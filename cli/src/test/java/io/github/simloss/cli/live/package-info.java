/** Tests of what is seen of training while it goes on. */
package io.github.simloss.cli.live;
