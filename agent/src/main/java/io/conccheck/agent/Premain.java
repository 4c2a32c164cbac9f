package io.conccheck.agent;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;
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
      }
      ClassLoader loader =
          (ClassLoader) bootClass().getMethod("open", File.class).invoke(null, jar);
      Class.forName(AGENT, true, loader)
          .getMethod("start", String.class, Instrumentation.class)
          .invoke(null, args, inst);
    } catch (Throwable t) {
      Throwable cause =
          t instanceof InvocationTargetException && t.getCause() != null ? t.getCause() : t;
      System.err.println(
          "conccheck: the agent could not start, the program runs without it: " + cause);
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
    Class<?> unsafeClass = Class.forName("jdk.internal.misc.Unsafe");
    Object unsafe = unsafeClass.getMethod("getUnsafe").invoke(null);
    Method defineClass =
        unsafeClass.getMethod(
            "defineClass",
            String.class,
            byte[].class,
            int.class,
            int.class,
            ClassLoader.class,
            Class.forName("java.security.ProtectionDomain"));
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
        defineClass.invoke(unsafe, null, bytes, 0, bytes.length, null, null);
        refused = 0;
      } catch (InvocationTargetException e) {
        if (!(e.getCause() instanceof NoClassDefFoundError) || refused++ > waiting.size()) {
          throw e;
        }
        waiting.add(bytes);
      }
    }
    inst.redefineModule(
        base,
        Set.of(),
        Map.of(),
        Map.of("java.lang", Set.of(bootClass().getModule())), // where threads keep their ids
        Set.of(),
        Map.of());
  }
}
