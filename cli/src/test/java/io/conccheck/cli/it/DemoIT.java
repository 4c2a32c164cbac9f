package io.conccheck.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo from the jar alone: every bug it knows of found, every mended sample silent. */
class DemoIT {

  @TempDir Path folder;

  @Test
  void findsWhatTheSamplesSay() throws Exception {
    Conccheck conccheck =
        new Conccheck(folder).environment("XDG_CACHE_HOME", folder.resolve("cache").toString());
    Conccheck.Result result = conccheck.run("demo", "-q");
    assertThat(result.exitCode()).as(result.stderr()).isZero();
    assertThat(result.stdout()).contains("data-race", "orphan-process", "pool-not-shut-down");
    assertThat(result.stdout().lines().filter(l -> l.contains("/Mended"))).isEmpty();
    assertThat(result.lastError()).startsWith("every bug in the ");
  }
}
