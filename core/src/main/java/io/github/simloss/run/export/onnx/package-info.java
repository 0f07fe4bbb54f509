/** Encoders as ONNX models. */
@NullMarked
package io.github.simloss.run.export.onnx;

import org.jspecify.annotations.NullMarked;
