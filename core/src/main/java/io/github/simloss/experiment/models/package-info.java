/** Several models measured by one plan, side by side: spread over seeds and paired tests. */
@NullMarked
package io.github.simloss.experiment.models;

import org.jspecify.annotations.NullMarked;
