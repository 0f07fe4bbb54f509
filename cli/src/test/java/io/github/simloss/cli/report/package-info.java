/** Tests of the pages, in a browser where there is one. */
package io.github.simloss.cli.report;
