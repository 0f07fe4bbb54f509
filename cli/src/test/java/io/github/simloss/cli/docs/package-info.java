/** What the pages say: commands, links, and the reference that is made of the code. */
package io.github.simloss.cli.docs;
