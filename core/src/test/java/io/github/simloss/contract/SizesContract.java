package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every hidden size that is not far beyond a vector's width, and the usual large ones: a native
 * library has a kernel for each way a size can fail to fit its vectors, and each may be wrong.
 */
public interface SizesContract extends Contract {

  /** Which are tried: 1 to 70, 100, 128, 200, 256, 300 and 512 unless overridden. */
  default List<Integer> hiddenSizes() {
    return SizeErrors.HIDDEN_SIZES;
  }

  /** Codes, decoding, dev loss and training against the model in double precision. */
  @TestFactory
  default Stream<DynamicTest> everyHiddenSize() {
    return hiddenSizes().stream()
        .map(
            hidden ->
                DynamicTest.dynamicTest(
                    "H = " + hidden,
                    () -> {
                      SizeErrors errors = SizeErrors.of(engine(), hidden);
                      assertTrue(errors.worst() <= SizeErrors.TOLERANCE, errors::toString);
                    }));
  }
}
