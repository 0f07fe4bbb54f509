package io.github.simloss.embeddings.internal.bytes;

import io.github.simloss.embeddings.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The uncompressed copy of a file whose parts are needed in any order, in the folder for temporary
 * files. It goes when its owner does, at the latest with the process.
 */
public final class UnpackedCopy {
  private static final Cleaner CLEANER = Cleaner.create();

  private UnpackedCopy() {}

  /** Unpacks a source; messages keep its name. */
  public static VectorSource of(VectorSource source, Progress progress, Object owner)
      throws IOException {
    Path copy = Files.createTempFile("simloss-", ".bin");
    copy.toFile().deleteOnExit();
    CLEANER.register(owner, () -> delete(copy));
    try (InputStream in = source.open(new ProgressMeter(progress, source.size()))) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      delete(copy);
      throw e;
    }
    return new VectorSource(copy, source.name());
  }

  private static void delete(Path copy) {
    try {
      Files.deleteIfExists(copy);
    } catch (IOException e) {
      // The end of the process is the second chance.
    }
  }
}
