/** Linear models with a penalty: classes by logistic regression, scores by graded regression. */
@NullMarked
package io.github.simloss.evaluate.linear;

import org.jspecify.annotations.NullMarked;
