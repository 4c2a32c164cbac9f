package io.conccheck.agent.order;

import static org.assertj.core.api.Assertions.assertThat;

import example.order.unseen.Turns;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Severity;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a program of {@code example.order}: of its fields exactly those whose names end in {@code
 * Racy} must be reported, and those in {@code Note} as notes that say why.
 */
final class Edges {

  /** Two tasks of a pool may be run by one worker: what is racy must show in so many runs. */
  private static final int RUNS = 5;

  private Edges() {}

  static void check(Class<?> program, Jdk jdk, String... jvm) throws Exception {
    check(List.of(program), jdk, jvm);
  }

  /** Like {@link #check} for programs that the first of them runs all. */
  static void check(List<Class<?>> programs, Jdk jdk, String... jvm) throws Exception {
    List<Field> declared = new ArrayList<>();
    for (Class<?> program : programs) {
      declared.addAll(List.of(program.getDeclaredFields()));
      for (Class<?> inner : program.getDeclaredClasses()) {
        declared.addAll(List.of(inner.getDeclaredFields()));
      }
    }
    check(AgentRun.of(programs.get(0)), declared, jdk, jvm);
  }

  /** Like {@link #check} for a program of {@code src/test/java25}, compiled by that JDK. */
  static void checkSource(String name, Jdk jdk, String... jvm) throws Exception {
    Path classes = Files.createTempDirectory(Path.of("target"), "classes25");
    String tests = "target/test-classes";
    List<String> command =
        List.of(
            jdk.home().resolve("bin/javac").toString(),
            "--release",
            String.valueOf(jdk.version()),
            "--enable-preview",
            "-cp",
            tests,
            "-d",
            classes.toString(),
            "src/test/java25/" + name.replace('.', '/') + ".java",
            "src/test/java/" + Turns.class.getName().replace('.', '/') + ".java");
    Process javac = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(javac.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(javac.waitFor()).as(said).isZero();
    List<String> options = new ArrayList<>(List.of(jvm));
    options.add("--enable-preview");
    String text = Files.readString(Path.of("src/test/java25", name.replace('.', '/') + ".java"));
    Set<String> fields = new TreeSet<>();
    Matcher m = Pattern.compile("static (?:int|MemorySegment) (\\w+)( = .*)?;").matcher(text);
    while (m.find()) {
      fields.add(name + "." + m.group(1));
    }
    check(AgentRun.of(name, classes), fields, jdk, options.toArray(new String[0]));
  }

  private static void check(AgentRun run, List<Field> declared, Jdk jdk, String... jvm)
      throws Exception {
    Set<String> fields = new TreeSet<>();
    for (Field f : declared) {
      fields.add(f.getDeclaringClass().getName() + "." + f.getName());
    }
    check(run, fields, jdk, jvm);
  }

  private static void check(AgentRun run, Set<String> fields, Jdk jdk, String... jvm)
      throws Exception {
    Set<String> wanted = new TreeSet<>();
    for (String f : fields) {
      if (f.endsWith("Racy")) {
        wanted.add(Severity.ERROR + " " + f);
      } else if (f.endsWith("Note")) {
        wanted.add(Severity.NOTE + " " + f);
      }
    }
    run.on(jdk).jvm(jvm).options("exclude=" + Turns.class.getPackageName() + ".**");
    if (jvm.length > 0) {
      run.options("detectors=race"); // otherwise all: no hook may get in the way of another
    } else {
      run.jvm("-XX:TieredStopAtLevel=1"); // what the second compiler makes of it is tried apart
    }
    Set<String> found = new TreeSet<>();
    for (int i = 0; i < RUNS && !found.equals(wanted); i++) {
      found.addAll(findings(run.run()));
      assertThat(wanted).containsAll(found);
    }
    assertThat(found).isEqualTo(wanted);
  }

  private static Set<String> findings(AgentRun.Result r) {
    assertThat(r.exitCode()).as(r.stdout() + r.stderr()).isIn(0, 1);
    Set<String> found = new TreeSet<>();
    for (Finding f : r.findings("data-race")) {
      boolean note = f.severity() == Severity.NOTE;
      assertThat(f.message().matches(".*(ordered by implementation only|harmless).*"))
          .isEqualTo(note);
      found.add(f.severity() + " " + f.location().symbol().replace("[]", ""));
    }
    return found;
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
