package io.conccheck.agent;

import io.conccheck.agent.boot.AgentLoader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Entry of the agent: hands the classes of the nested {@code boot.jar} to the boot loader, makes
 * the loader of everything else, and starts the agent in it. Whatever fails here costs one line on
 * stderr, never the program.
 */
public final class Premain {

  private static final String LOADER = "io.conccheck.agent.boot.AgentLoader";
  private static final String DEFINER = "io.conccheck.agent.Definer";
  private static final String AGENT = "io.conccheck.agent.install.Agent";

  private static final String UNLESS_PARENT = "unless-parent=";

  private Premain() {}

  /** Called by the JVM before {@code main}. */
  public static void premain(String args, Instrumentation inst) {
    start(args, inst);
  }

  /** Called by the JVM when the agent is attached to a program that already runs. */
  public static void agentmain(String args, Instrumentation inst) {
    start(args, inst);
  }

  private static void start(String args, Instrumentation inst) {
    try {
      if (args != null && startedBy(args)) {
        return;
      }
      if (bootClass() != null) {
        System.err.println("conccheck: the agent is already there, this one stands back");
        return;
      }
      File jar =
          new File(Premain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (ZipFile zip = new ZipFile(jar)) {
        byte[] boot;
        try (InputStream in = zip.getInputStream(zip.getEntry("boot.jar"))) {
          boot = in.readAllBytes();
        }
        defineOrAppend(boot, inst);
        openJdk(inst);
      }
      agent(AgentLoader.open(jar)).accept(args, inst);
    } catch (Throwable t) {
      System.err.println("conccheck: the agent could not start, the program runs without it: " + t);
    }
  }

  /**
   * True if the option {@code unless-parent} names the process that started this one. Decided
   * before anything else is done, because this JVM has got, or will get, the agent in another way.
   */
  private static boolean startedBy(String args) {
    int at = args.indexOf(UNLESS_PARENT);
    if (at < 0) {
      return false;
    }
    int start = at + UNLESS_PARENT.length();
    int comma = args.indexOf(',', start);
    String pid = comma < 0 ? args.substring(start) : args.substring(start, comma);
    ProcessHandle parent = ProcessHandle.current().parent().orElse(null);
    return parent != null && pid.equals(String.valueOf(parent.pid()));
  }

  /** The agent is the only class that is named and not seen from here: it has its own loader. */
  @SuppressWarnings("unchecked")
  private static BiConsumer<String, Instrumentation> agent(ClassLoader loader)
      throws ReflectiveOperationException {
    return (BiConsumer<String, Instrumentation>)
        Class.forName(AGENT, true, loader).getConstructor().newInstance();
  }

  /** Made by the build. Works once {@code java.base} exports to this module what it calls. */
  @SuppressWarnings("unchecked")
  private static Consumer<byte[]> definer() throws ReflectiveOperationException {
    return (Consumer<byte[]>) Class.forName(DEFINER).getConstructor().newInstance();
  }

  private static Class<?> bootClass() {
    try {
      return Class.forName(LOADER, false, null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  /**
   * Appending to the boot class path makes the JVM print a class-data-sharing warning and needs a
   * file, so it is only the second choice.
   */
  private static void defineOrAppend(byte[] boot, Instrumentation inst) throws Exception {
    try {
      define(boot, inst);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      if (bootClass() != null) {
        throw e;
      }
      Path copy = Files.createTempFile("conccheck-boot", ".jar");
      copy.toFile().deleteOnExit();
      Files.write(copy, boot);
      inst.appendToBootstrapClassLoaderSearch(new JarFile(copy.toFile()));
    }
  }

  private static void define(byte[] boot, Instrumentation inst) throws Exception {
    Module base = Object.class.getModule();
    Set<Module> self = Set.of(Premain.class.getModule());
    inst.redefineModule(
        base, Set.of(), Map.of("jdk.internal.misc", self), Map.of(), Set.of(), Map.of());
    Consumer<byte[]> definer = definer();
    ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(boot))) {
      for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        if (e.getName().endsWith(".class")) {
          waiting.add(in.readAllBytes());
        }
      }
    }
    // A class is refused until its superclass and interfaces are there: it waits for another turn.
    for (int refused = 0; !waiting.isEmpty(); ) {
      byte[] bytes = waiting.poll();
      try {
        definer.accept(bytes);
        refused = 0;
      } catch (NoClassDefFoundError e) {
        if (refused++ > waiting.size()) {
          throw e;
        }
        waiting.add(bytes);
      }
    }
  }

  private static void openJdk(Instrumentation inst) {
    Set<Module> boot = Set.of(bootClass().getModule());
    inst.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of("jdk.internal.vm", boot), // what keeps virtual threads on their carriers
        Map.of("java.lang", boot), // where threads keep their ids
        Set.of(),
        Map.of());
  }
}
