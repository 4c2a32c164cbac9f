package io.conccheck.agent.install;

import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.detect.deadlock.DeadlockDetector;
import io.conccheck.agent.detect.deadlock.LockGraph;
import io.conccheck.agent.state.AgentThreads;
import io.conccheck.agent.state.OwnPid;
import io.conccheck.agent.weave.Weaver;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;

/**
 * Keeps C2 off the weaver: it takes seconds for methods of this size, more than the classes of any
 * program win back, and C1 does for them. Nor is the lock graph compiled again into the methods
 * that only hand on to it, or its slow half into the quick one. The one way to ask for that from
 * within is the diagnostic command by which {@code jcmd} adds compiler directives; what excludes
 * methods matches the agent's own classes alone.
 *
 * <p>Asks it too to leave the second halves of accessors where they are, in whatever it compiles. A
 * parameter of theirs ({@code boot.Apart}) tells HotSpot so only until somebody asks one class of
 * the loader for all its methods. Not if the program comes with orders of its own for the JIT,
 * which such a directive would hide.
 *
 * <p>Asked for before the first class is read, for hooking those of the JDK is enough to make C2
 * begin. A JVM that knows no such command goes on as it did.
 */
final class OwnCodeJit {

  private static final String COMMANDS = "com.sun.management.internal.DiagnosticCommandImpl";

  /** The method of {@link Locks} that tells of requests: the detector would go into it. */
  static final String TELL = "tell";

  /** The half of the lock graph that sees only what is new. */
  static final String RECORD = "record";

  private static final String LIBRARY = "com.sun.management.internal.PlatformMBeanProviderImpl";

  private final Instrumentation inst;

  OwnCodeJit(Instrumentation inst) {
    this.inst = inst;
  }

  /** Asks for it, on a thread of its own. */
  void start() {
    AgentThreads.start(
        AgentThreads.PREFIX + "jit",
        new Runnable() {
          @Override
          public void run() {
            try {
              direct();
            } catch (ReflectiveOperationException | IOException | RuntimeException | Error e) {
              // No such command here, or no folder for the file: the JIT does what it always did.
              return;
            }
          }
        });
  }

  private void direct() throws ReflectiveOperationException, IOException {
    Module management = ModuleLayer.boot().findModule("jdk.management").orElse(null);
    if (management == null) {
      return;
    }
    inst.redefineModule(
        management,
        Set.of(),
        Map.of(),
        Map.of("com.sun.management.internal", Set.of(OwnCodeJit.class.getModule())),
        Set.of(),
        Map.of());
    Class.forName(LIBRARY); // has the native half
    Method bean = Class.forName(COMMANDS).getDeclaredMethod("getDiagnosticCommandMBean");
    bean.setAccessible(true);
    Object commands = bean.invoke(null);
    String flags = execute(commands, "VM.flags");
    if (flags.contains("-XX:-TieredCompilation") || flags.contains("CompilationMode=high-only")) {
      return; // without C1 they would be interpreted
    }
    Path file =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "conccheck-jit-" + OwnPid.get() + "-" + System.nanoTime() + ".json");
    try {
      // Made anew, so that it is nobody's link to another file.
      try (OutputStream out =
          Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        out.write(directives(flags).getBytes(StandardCharsets.UTF_8));
      }
      execute(commands, "Compiler.directives_add \"" + file + '"');
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static String execute(Object commands, String command)
      throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
    Method execute =
        commands.getClass().getDeclaredMethod("executeDiagnosticCommand", String.class);
    execute.setAccessible(true);
    return (String) execute.invoke(commands, command);
  }

  /** The first that matches a method holds for it. */
  private static String directives(String flags) {
    boolean ordered = flags.contains("CompilerDirectivesFile") || flags.contains("CompileCommand");
    return "[{match: [\""
        + classesBeside(Weaver.class)
        + "\", \""
        + classesBeside(ClassReader.class)
        + "\", \""
        + methods(Locks.class, TELL)
        + "\", \""
        + methods(DeadlockDetector.class, "*")
        + "\"], c2: {Exclude: true}}, {match: [\""
        + methods(LockGraph.class, "*")
        + "\"], c2: {inline: [\"-"
        + methods(LockGraph.class, RECORD)
        + "\"]}}"
        + (ordered ? "" : ", {match: \"*.*\", c2: {inline: \"-*." + Weaver.SLOW + "*\"}}")
        + "]";
  }

  private static String methods(Class<?> type, String which) {
    return type.getName().replace('.', '/') + '.' + which;
  }

  /** All methods of all classes of that package and those below. */
  private static String classesBeside(Class<?> type) {
    return type.getPackageName().replace('.', '/') + "*.*";
  }
}
