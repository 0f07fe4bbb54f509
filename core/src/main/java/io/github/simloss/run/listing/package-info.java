/** The runs that lie in a folder. */
@NullMarked
package io.github.simloss.run.listing;

import org.jspecify.annotations.NullMarked;
