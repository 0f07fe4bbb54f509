/** What the tests of several packages share. */
package io.github.simloss.testing;
