package io.conccheck.cli.doctor;

import com.google.auto.service.AutoService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The process table, which findings about child processes are read from. */
@AutoService(Check.class)
public final class ProcCheck implements Check {

  @Override
  public int order() {
    return 60;
  }

  @Override
  public List<Result> look() {
    boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    if (!linux) {
      return List.of(Result.ok("no /proc on this system; the JDK's process handles have to do"));
    }
    boolean start = ProcessHandle.current().info().startInstant().isPresent();
    return List.of(
        Files.isReadable(Path.of("/proc/self/stat")) && start
            ? Result.ok("/proc is readable")
            : Result.warn(
                "/proc cannot be read: zombies and blocked children are not seen",
                "Mount it, and mount it without `hidepid`."));
  }
}
