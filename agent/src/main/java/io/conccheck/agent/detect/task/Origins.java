package io.conccheck.agent.detect.task;

import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.spi.LambdaTarget;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the first task of each class was handed in, found again by the method that ran: that of a
 * lambda by its name, any other by its class. For use by any thread.
 */
final class Origins {

  /** So many are kept; of further classes nothing is known. */
  private static final int MOST = 10_000;

  private record Origin(String thread, List<Frame> frames) {}

  private final Map<String, Origin> known = new HashMap<>(); // guarded by this; null if ambiguous

  void add(Class<?> function, Throwable here, ThreadInfo thread) {
    List<Frame> frames = Frames.of(here);
    if (frames.isEmpty() || !Frames.isApplication(frames.get(0).className())) {
      return; // the JDK hands in tasks of its own
    }
    Origin origin = new Origin(thread.label(), frames);
    if (!function.isHidden()) {
      addClasses(function, origin);
      return;
    }
    LambdaTarget target = LambdaTarget.of(function);
    if (target != null) {
      add(method(target.owner().replace('/', '.'), target.name()), origin);
    }
  }

  /** The method that runs may be one of a class above, which several classes may have. */
  private void addClasses(Class<?> function, Origin origin) {
    for (Class<?> c = function; c != null; c = c.getSuperclass()) {
      if (Frames.isApplication(c.getName())) {
        add(c.getName(), origin);
      }
    }
  }

  private synchronized void add(String key, Origin origin) {
    if (known.containsKey(key)) {
      known.put(key, null);
    } else if (known.size() < MOST) {
      known.put(key, origin);
    }
  }

  private static String method(String type, String name) {
    return type + "#" + name;
  }

  /** Where the task that is run by that method came from; null if that is not known. */
  synchronized Trace of(StackTraceElement entry) {
    String own = method(entry.getClassName(), entry.getMethodName());
    boolean lambda = entry.getMethodName().startsWith("lambda$");
    Origin o = known.get(lambda || known.containsKey(own) ? own : entry.getClassName());
    return o == null
        ? null
        : new Trace(
            Trace.CREATOR,
            o.thread(),
            List.of(),
            List.of(),
            o.frames(),
            "the first task of its class was handed in");
  }
}
