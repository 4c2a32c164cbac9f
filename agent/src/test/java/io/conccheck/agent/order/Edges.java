package io.conccheck.agent.order;

import static org.assertj.core.api.Assertions.assertThat;

import example.order.unseen.Turns;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import java.lang.reflect.Field;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs a program of {@code example.order}: of its fields exactly those whose names end in {@code
 * Racy} must be reported.
 */
final class Edges {

  private Edges() {}

  static void check(Class<?> program, Jdk jdk, String... jvm) throws Exception {
    AgentRun.Result r =
        AgentRun.of(program)
            .on(jdk)
            .jvm(jvm)
            .options("detectors=race", "exclude=" + Turns.class.getPackageName() + ".**")
            .run();
    assertThat(r.exitCode()).as(r.stdout() + r.stderr()).isIn(0, 1);
    Set<String> found = new TreeSet<>();
    r.findings("data-race").forEach(f -> found.add(f.location().symbol()));
    Set<String> wanted = new TreeSet<>();
    for (Field f : program.getDeclaredFields()) {

      if (f.getName().endsWith("Racy")) {
        wanted.add(program.getName() + "." + f.getName());
      }
    }
    assertThat(found).isEqualTo(wanted);
  }

  /** JVM options under which whatever matters here is compiled by C2 before it first runs. */
  static String[] compiled() {
    return new String[] {
      "-Xcomp",
      "-XX:-TieredCompilation",
      "-XX:CompileCommand=quiet",
      "-XX:CompileCommand=compileonly,java.util.concurrent.*::*",
      "-XX:CompileCommand=compileonly,java.util.concurrent.locks.*::*",
      "-XX:CompileCommand=compileonly,java.util.concurrent.atomic.*::*",
      "-XX:CompileCommand=compileonly,io.conccheck.agent.boot.*::*",
      "-XX:CompileCommand=compileonly,example.order.*::*"
    };
  }
}
