package io.conccheck.agent.detect.blocking;

import java.util.List;

/**
 * Which threads must not block. Event loops are known by how their frameworks name them: Netty and
 * those upon it {@code nioEventLoopGroup-2-1}, {@code reactor-http-nio-1}, Vert.x {@code
 * vert.x-eventloop-thread-0}; Reactor marks its own by an interface.
 */
final class NonBlocking {

  private static final String COMMON = "ForkJoinPool.commonPool-worker-";
  private static final String MARKER = "reactor.core.scheduler.NonBlocking";

  private final List<String> patterns;

  NonBlocking(List<String> patterns) {
    this.patterns = patterns;
  }

  Kind kind(Thread thread) {
    String name = thread.getName();
    for (String p : patterns) {
      if (matches(p, 0, name, 0)) {
        return Kind.DECLARED;
      }
    }
    if (name.startsWith(COMMON)) {
      return Kind.COMMON_POOL;
    }
    return isEventLoop(name) || isMarked(thread.getClass()) ? Kind.EVENT_LOOP : Kind.ANY;
  }

  private static boolean isEventLoop(String name) {
    return name.contains("EventLoopGroup-")
        || name.startsWith("reactor-http-nio-")
        || name.startsWith("reactor-http-epoll-")
        || name.startsWith("reactor-http-kqueue-")
        || name.startsWith("vert.x-eventloop-thread-");
  }

  private static boolean isMarked(Class<?> type) {
    for (Class<?> c = type; c != Thread.class && c != null; c = c.getSuperclass()) {
      for (Class<?> i : c.getInterfaces()) {
        if (i.getName().equals(MARKER)) {
          return true;
        }
      }
    }
    return false;
  }

  /** True if the pattern from p on, stars standing for anything, is the name from n on. */
  static boolean matches(String pattern, int p, String name, int n) {
    int star = pattern.indexOf('*', p);
    if (star < 0) {
      return pattern.substring(p).equals(name.substring(n));
    }
    String literal = pattern.substring(p, star);
    if (!name.startsWith(literal, n)) {
      return false;
    }
    for (int i = n + literal.length(); i <= name.length(); i++) {
      if (matches(pattern, star + 1, name, i)) {
        return true;
      }
    }
    return false;
  }
}
