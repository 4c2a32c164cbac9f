package io.conccheck.agent.install;

import java.util.ArrayList;
import java.util.List;

/**
 * Which JVMs are watched where one agent argument reaches many, as in {@code JAVA_TOOL_OPTIONS}: by
 * main class, or by the file name of a runnable jar.
 */
final class JvmChoice {

  /** Stands for every program that is no build tool. */
  private static final String PROGRAMS = "programs";

  /** What starts, compiles and serves builds. The workers in which they run tests are programs. */
  private static final List<String> BUILD_TOOLS =
      List.of(
          "org.codehaus.plexus.classworlds.launcher.Launcher",
          "org.apache.maven.wrapper.**",
          "org.mvndaemon.**",
          "org.gradle.**",
          "gradle-wrapper.jar",
          "gradle-*-main.jar",
          "org.apache.tools.ant.**",
          "xsbt.boot.**",
          "sbt-launch.jar",
          "com.google.devtools.build.**",
          "org.jetbrains.kotlin.**",
          "scala.tools.nsc.**",
          "com.sun.tools.javac.Main",
          "sun.tools.**",
          "jdk.tools.**",
          "jdk.jshell.**",
          "jdk.internal.**",
          "sun.security.tools.**");

  /** A worker of Gradle that compiles has the class of those that run tests, and another title. */
  private static final String COMPILER_WORKER = "worker.org.gradle.**Compiler**";

  private final List<String> chosen;
  private final boolean programs;

  private JvmChoice(List<String> chosen, boolean programs) {
    this.chosen = chosen;
    this.programs = programs;
  }

  static JvmChoice of(List<String> globs) {
    List<String> others = new ArrayList<>(globs);
    boolean programs = others.remove(PROGRAMS);
    return new JvmChoice(others, programs);
  }

  /**
   * True if the JVM of that command is watched.
   *
   * @param command main class or jar, then its arguments; null if the JVM does not tell
   */
  boolean test(String command) {
    if (command == null || command.isEmpty() || chosen.isEmpty() && !programs) {
      return true;
    }
    String name = name(command);
    if (Globs.any(name, chosen)) {
      return true;
    }
    return programs && !Globs.any(name, BUILD_TOOLS) && !Globs.matches(COMPILER_WORKER, command);
  }

  /** The main class without its module, or the jar without its folder. */
  private static String name(String command) {
    int space = command.indexOf(' ');
    String first = space < 0 ? command : command.substring(0, space);
    return first.substring(first.lastIndexOf('/') + 1);
  }
}
