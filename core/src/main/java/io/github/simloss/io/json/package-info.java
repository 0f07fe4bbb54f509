/** JSON, strictly read: numbers in range, no key twice, errors that name the place. */
package io.github.simloss.io.json;
