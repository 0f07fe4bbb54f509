/**
 * What an engine has to pass: extend {@link io.github.simloss.contract.BackendContractTest}. The
 * reference engine beside it is plain Java in double precision, and an example for engine authors.
 */
package io.github.simloss.contract;
