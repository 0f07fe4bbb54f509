/** JSON, strictly read: numbers in range, no key twice, errors that name the place. */
@NullMarked
package io.github.simloss.io.json;

import org.jspecify.annotations.NullMarked;
