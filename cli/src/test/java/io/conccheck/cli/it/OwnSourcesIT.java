package io.conccheck.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** conccheck over its own sources: all of them read, no error found. */
class OwnSourcesIT {

  @TempDir Path folder;

  @Test
  void haveNoErrors() throws Exception {
    Path root = Path.of("..").toAbsolutePath().normalize();
    Conccheck.Result result =
        new Conccheck(folder)
            .run(
                "scan",
                root.resolve("findings/src/main/java").toString(),
                root.resolve("agent/src/main/java").toString(),
                root.resolve("analyzer/src/main/java").toString(),
                root.resolve("cli/src/main/java").toString());
    assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isZero();
  }
}
