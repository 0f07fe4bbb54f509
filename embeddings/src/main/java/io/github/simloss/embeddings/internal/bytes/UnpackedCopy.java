package io.github.simloss.embeddings.internal.bytes;

import io.github.simloss.SimlossException;
import io.github.simloss.embeddings.Progress;
import io.github.simloss.io.TemporaryFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The uncompressed copy of a file whose parts are needed in any order, in the folder for temporary
 * files. It goes when its owner does, at the latest with the process.
 */
public final class UnpackedCopy {
  private static final Cleaner CLEANER = Cleaner.create();

  private static final int BUFFER = 1 << 16;

  private UnpackedCopy() {}

  /**
   * Unpacks a source; messages keep its name.
   *
   * @param most the bytes that its header allows
   * @throws SimlossException if there are more
   */
  public static VectorSource of(VectorSource source, long most, Progress progress, Object owner)
      throws IOException {
    Path copy = TemporaryFiles.inTemporaryFolder(".bin");
    CLEANER.register(owner, () -> delete(copy));
    try (InputStream in = source.open(new ProgressMeter(progress, source.size()));
        OutputStream out = Files.newOutputStream(copy)) {
      byte[] buffer = new byte[BUFFER];
      long done = 0;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        done += count;
        if (done > most) {
          throw new SimlossException(
              source.name()
                  + " holds more than its header says, "
                  + most
                  + " bytes at the most; it is damaged or not to be trusted");
        }
        out.write(buffer, 0, count);
      }
    } catch (IOException | SimlossException e) {
      delete(copy);
      throw e;
    }
    return new VectorSource(copy, source.name());
  }

  private static void delete(Path copy) {
    try {
      Files.deleteIfExists(copy);
      TemporaryFiles.remove(copy);
    } catch (IOException e) {
      // The end of the process is the second chance.
    }
  }
}
