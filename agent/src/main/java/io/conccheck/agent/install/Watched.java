package io.conccheck.agent.install;

import io.conccheck.agent.spi.Options;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which classes are woven, by dotted name: globs where {@code *} stays within one package level and
 * {@code **} does not. The JDK, agents and instrumentation are never woven.
 */
final class Watched implements Predicate<String> {

  private static final String[] NEVER = {
    "java.",
    "jdk.",
    "sun.",
    "com.sun.",
    "javax.",
    "io.conccheck.agent.",
    "net.bytebuddy.",
    "org.jacoco.",
    "org.aspectj.",
    "io.opentelemetry.javaagent.",
    "com.intellij.rt.",
    "org.graalvm.",
    "org.netbeans.lib.profiler."
  };

  /** Packages below {@code javax} and {@code com.sun} that are libraries, not the JDK. */
  private static final String[] LIBRARIES = {
    "javax.servlet.",
    "javax.persistence.",
    "javax.inject.",
    "javax.ws.",
    "javax.enterprise.",
    "javax.jms.",
    "javax.mail.",
    "javax.ejb.",
    "javax.faces.",
    "javax.cache.",
    "javax.validation.",
    "com.sun.jersey.",
    "com.sun.faces.",
    "com.sun.mail.",
    "com.sun.jna."
  };

  private final List<String> include;
  private final List<String> exclude;

  Watched(Options options) {
    include = options.list(Options.INCLUDE);
    exclude = options.list(Options.EXCLUDE);
  }

  /** True if the class of that dotted name is woven. */
  @Override
  public boolean test(String name) {
    if (startsWithAny(name, NEVER) && !startsWithAny(name, LIBRARIES)) {
      return false;
    }
    return (include.isEmpty() || Globs.any(name, include)) && !Globs.any(name, exclude);
  }

  private static boolean startsWithAny(String name, String[] prefixes) {
    for (String p : prefixes) {
      if (name.startsWith(p)) {
        return true;
      }
    }
    return false;
  }
}
