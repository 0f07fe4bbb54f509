package io.github.simloss.djl.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import io.github.simloss.djl.DjlBackend;
import io.github.simloss.testing.RoomsTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The module's packages are the API and the rooms named here, each with the rooms it may use. */
class ArchitectureTest extends RoomsTest {
  ArchitectureTest() {
    super(
        DjlBackend.class,
        Map.of(
            "runtime", Set.of(),
            "export", Set.of("array"),
            "array", Set.of(),
            "lstm", Set.of(),
            "loss", Set.of("array"),
            "optimizer", Set.of("array", "runtime"),
            "network", Set.of("array", "loss", "lstm", "runtime"),
            "model", Set.of("array", "loss", "lstm", "network", "optimizer", "runtime")));
  }

  /**
   * DJL lays Java values into a buffer of Java's, which is freed when the array is closed; autograd
   * would read what stands there by then. {@code NativeArrays} makes arrays of PyTorch's own; on a
   * GPU DJL copies.
   */
  @Test
  void noArrayLiesInJavasMemory() {
    noClasses().should().callMethodWhere(BORROWS_JAVAS_MEMORY).check(classes());
  }

  private static final DescribedPredicate<JavaMethodCall> BORROWS_JAVAS_MEMORY =
      DescribedPredicate.describe(
          "it makes an array out of Java values through DJL",
          call -> {
            if (call.getOrigin().getFullName().contains(".array.NativeArrays.onGpu(")) {
              return false;
            }
            JavaClass owner = call.getTargetOwner();
            List<JavaClass> types = call.getTarget().getRawParameterTypes();
            if (owner.isAssignableTo(NDManager.class)) {
              return call.getName().startsWith("create")
                  && !types.get(0).isEquivalentTo(Shape.class);
            }
            return owner.isAssignableTo(NDArray.class)
                && types.stream().anyMatch(type -> type.isEquivalentTo(Number.class));
          });
}
