package io.github.simloss.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder for temporary files, which Java looks for once in a process. */
class TemporaryFilesTest {
  private @TempDir Path folder;

  /** Begins a process of its own that makes one. */
  private String made(Path where) throws Exception {
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + where,
                "-cp",
                System.getProperty("java.class.path"),
                Makes.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    return Files.readString(out, StandardCharsets.UTF_8).strip();
  }

  /** What the process does. */
  static final class Makes {
    private Makes() {}

    /** Says what came of it. */
    public static void main(String[] args) throws IOException {
      try {
        System.out.println(Files.size(TemporaryFiles.inTemporaryFolder(".x")));
      } catch (io.github.simloss.SimlossException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "a-file"})
  void aFolderThatIsNoneIsNamedWithTheFix(String name) throws Exception {
    Files.writeString(folder.resolve("a-file"), "");
    Path where = folder.resolve(name);
    assertEquals(
        "no temporary file can be made in '"
            + where
            + "': make room there, or name another folder with"
            + " SIMLOSS_OPTS=-Djava.io.tmpdir=FOLDER",
        made(where));
  }

  @Test
  void whatWasMadeGoesWithTheProcess() throws Exception {
    Path where = Files.createDirectory(folder.resolve("there"));
    assertEquals("0", made(where));
    assertEquals(0, where.toFile().list().length);
  }
}
