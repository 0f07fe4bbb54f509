/** Tests of what is seen of training while it runs. */
package io.github.simloss.cli.live;
