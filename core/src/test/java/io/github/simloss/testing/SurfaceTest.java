package io.github.simloss.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A surface that is not the listed one is seen, and the lines say all that callers see. */
class SurfaceTest {
  @TempDir Path folder;

  abstract static class Hidden implements AutoCloseable {
    public final int inherited() {
      return 1;
    }

    @Override
    public void close() {}
  }

  /** Has one of each kind of member. */
  public abstract static class Sample<T extends Comparable<? super T>> extends Hidden {
    public static final Map<String, int[][]> FIELD = Map.of();
    int packages;
    private int own;

    protected Sample(T value) throws IOException {
      if (value == null) {
        throw new IOException("no value");
      }
    }

    @SafeVarargs
    protected static <E extends Exception, V> List<? extends V> rest(E error, V[]... values) {
      return List.of();
    }

    abstract void packages();

    public abstract <V> Function<? super T, ?> made();

    public T[] many() {
      return null;
    }

    private int own() {
      return own + packages;
    }

    @Override
    public String toString() {
      return "left out " + own();
    }
  }

  @Test
  void aLineForAllThatCallersSee() {
    String name = "io.github.simloss.testing.SurfaceTest.Sample";
    assertEquals(
        List.of(
            name + " FIELD public static final : java.util.Map<String, int[][]>",
            name + " close() public : void",
            name + " inherited() public final : int",
            name + " made() <V> public abstract : java.util.function.Function<? super T, ?>",
            name + " many() public : T[]",
            name + " new(T) protected throws java.io.IOException",
            name
                + " rest(E, V[]...) <E extends Exception, V> protected static"
                + " : java.util.List<? extends V>",
            name
                + "<T extends Comparable<? super T>> public abstract static class : AutoCloseable"),
        SurfaceLines.of(Sample.class).stream().sorted().toList());
    assertTrue(SurfaceLines.isPublic(SimlossException.class));
    assertFalse(SurfaceLines.isPublic(Hidden.class));
    assertFalse(SurfaceLines.isPublic(Sample.class), "it is within a class that is not public");
  }

  @Test
  void aMemberMoreOrLessIsNamedWithTheCommandThatWritesTheList() throws IOException {
    List<String> surface = PublicApi.surface(Path.of("target", "classes"));
    PublicApi.check(folder, surface, true);
    PublicApi.check(folder, surface, false);

    List<String> changed = new ArrayList<>(surface);
    String gone = changed.remove(surface.size() / 2);
    changed.add("zzz added() public : void");
    AssertionError error =
        assertThrows(AssertionError.class, () -> PublicApi.check(folder, changed, false));
    List<String> message = error.getMessage().lines().toList();
    assertEquals(5, message.size(), error.getMessage());
    assertEquals("- " + gone, message.get(1));
    assertEquals("+ zzz added() public : void", message.get(2));
    assertTrue(message.get(4).contains("-Dsimloss.api.write=true"), message.get(4));
  }

  @Test
  void aMissingListAndAnotherOrderAreSeen() throws IOException {
    List<String> surface = List.of("a", "b");
    AssertionError error =
        assertThrows(AssertionError.class, () -> PublicApi.check(folder, surface, false));
    assertTrue(error.getMessage().contains("\n+ a\n+ b\n"), error.getMessage());
    Files.writeString(folder.resolve(PublicApi.FILE), "b\na\n");
    error = assertThrows(AssertionError.class, () -> PublicApi.check(folder, surface, false));
    assertTrue(error.getMessage().contains("another order"), error.getMessage());
  }
}
