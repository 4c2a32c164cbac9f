package io.conccheck.cli.doctor;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Container and control-group limits: the agent needs memory beside the program's own. */
@AutoService(Check.class)
public final class LimitsCheck implements Check {

  private static final long SMALL_BYTES = 512L << 20;
  private static final List<Path> MEMORY =
      List.of(
          Path.of("/sys/fs/cgroup/memory.max"),
          Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes"));

  @Override
  public int order() {
    return 40;
  }

  @Override
  public List<Result> look() {
    Runtime runtime = Runtime.getRuntime();
    List<Result> results = new ArrayList<>();
    results.add(
        Result.ok(
            runtime.availableProcessors()
                + " processors, maximum heap "
                + mib(runtime.maxMemory())
                + (container() ? ", in a container" : "")));
    long limit = memoryLimit();
    if (limit > 0 && limit < SMALL_BYTES) {
      results.add(
          Result.warn(
              "the control group allows " + mib(limit) + " of memory",
              "Give it twice what the program needs without the agent, or set `memlimit`."));
    }
    return results;
  }

  private static long memoryLimit() {
    for (Path file : MEMORY) {
      try {
        String text = Files.readString(file).strip();
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
      } catch (IOException e) {
        continue; // no such kind of control group here
      }
    }
    return 0;
  }

  private static boolean container() {
    return Files.exists(Path.of("/.dockerenv"))
        || Files.exists(Path.of("/run/.containerenv"))
        || System.getenv("KUBERNETES_SERVICE_HOST") != null;
  }

  private static String mib(long bytes) {
    return String.format(Locale.ROOT, "%,d MiB", bytes >> 20);
  }
}
