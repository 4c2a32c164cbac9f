package io.conccheck.cli.doctor;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether there is room for logs. */
@AutoService(Check.class)
public final class FoldersCheck implements Check {

  private static final long ENOUGH_BYTES = 64L << 20;

  @Override
  public int order() {
    return 70;
  }

  @Override
  public List<Result> look() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      Path file = Files.createTempFile(folder, "conccheck-doctor", ".tmp");
      Files.delete(file);
      long free = Files.getFileStore(folder).getUsableSpace();
      return List.of(
          free < ENOUGH_BYTES
              ? Result.warn(
                  "only " + (free >> 20) + " MiB left in " + folder,
                  "Make room, or choose another folder by `--logs`.")
              : Result.ok("the temporary folder " + folder + " is writable"));
    } catch (IOException e) {
      return List.of(
          Result.fail(
              "the temporary folder " + folder + " is not writable: " + e.getMessage(),
              "Choose another by `-Djava.io.tmpdir=` in CONCCHECK_JAVA_OPTS."));
    }
  }
}
