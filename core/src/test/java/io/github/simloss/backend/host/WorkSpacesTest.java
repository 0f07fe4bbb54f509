package io.github.simloss.backend.host;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkSpacesTest {
  private final WorkSpaces<Object> spaces = new WorkSpaces<>(Object::new);

  private Object lent() {
    List<Object> seen = new ArrayList<>();
    spaces.lend(seen::add);
    return seen.get(0);
  }

  @Test
  void whatWasGivenBackIsLentAgain() {
    assertSame(lent(), lent());
  }

  @Test
  void whatIsInUseIsNotLentTwice() {
    spaces.lend(outer -> assertNotSame(outer, lent()));
  }

  @Test
  void whatFailedIsNotLentAgain() {
    Object first = lent();
    assertThrows(
        IllegalStateException.class,
        () ->
            spaces.lend(
                one -> {
                  throw new IllegalStateException();
                }));
    assertNotSame(first, lent());
  }
}
