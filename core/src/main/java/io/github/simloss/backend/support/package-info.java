/** What engines need beside their own library, written once. */
package io.github.simloss.backend.support;
