package io.conccheck.cli.doctor;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Who collects orphans. Process 1 adopts what lost its parent; if it does not wait for its
 * children, as an application that is process 1 of a container does not, they stay as zombies.
 */
@AutoService(Check.class)
public final class InitCheck implements Check {

  private static final Set<String> INITS =
      Set.of(
          "systemd",
          "init",
          "tini",
          "dumb-init",
          "catatonit",
          "docker-init",
          "s6-svscan",
          "runit",
          "openrc-init",
          "launchd",
          "upstart",
          "podman-init",
          "runsvdir",
          "procd",
          "s6-linux-init");

  @Override
  public int order() {
    return 50;
  }

  @Override
  public List<Result> look() {
    String mend =
        "Start the container with an init (`docker run --init`, `shareProcessNamespace`, tini).";
    if (ProcessHandle.current().pid() == 1) {
      return List.of(Result.warn("this JVM is process 1: adopted orphans become zombies", mend));
    }
    Path comm = Path.of("/proc/1/comm");
    try {
      String name = Files.readString(comm).strip();
      return List.of(
          INITS.contains(name)
              ? Result.ok("process 1 is `" + name + "`, an init that collects orphans")
              : Result.warn("process 1 is `" + name + "`, which may not collect orphans", mend));
    } catch (IOException e) {
      return List.of(Result.ok("process 1 cannot be looked at, this process is not it"));
    }
  }
}
