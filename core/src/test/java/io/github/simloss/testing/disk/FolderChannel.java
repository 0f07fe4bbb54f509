package io.github.simloss.testing.disk;

import java.io.IOException;
import java.nio.file.Path;

/** A folder opened to be synced, which is all that can be done with it. */
final class FolderChannel extends FaultyChannel {
  private final FaultyDisk disk;
  private final Path folder;

  FolderChannel(FaultyDisk disk, Path folder) {
    super(disk, folder, null);
    this.disk = disk;
    this.folder = folder;
  }

  @Override
  public void force(boolean metadata) throws IOException {
    disk.change(false);
    disk.syncedNames(folder);
  }
}
