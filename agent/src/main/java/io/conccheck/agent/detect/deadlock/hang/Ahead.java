package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.weave.pairs.CodeAhead;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells by the code that a thread has yet to run whether it might end another thread's wait for a
 * sign. Whatever cannot be told is taken for a yes. Used by the watchdog alone.
 */
final class Ahead {

  /** It may give a sign, or have another thread do so. */
  static final int SIGNS = 1;

  /** It may write a field, at which another thread may look. */
  static final int WRITES = 2;

  private static final int GIVES_BACK = 4;
  private static final int UNKNOWN = 8; // it may run what cannot be told
  private static final int MOST_METHODS = 300; // looked at for one place
  private static final int MOST_PLACES = 1_000; // remembered

  private final ClassFiles files;
  private final Callbacks callbacks;
  private final Map<String, Integer> known = new HashMap<>(); // by stack

  Ahead(ClassFiles files, Callbacks callbacks) {
    this.files = files;
    this.callbacks = callbacks;
  }

  /** What a thread with that stack may yet do, in terms of the constants here. */
  int of(StackTraceElement[] stack) {
    return known(stack, SIGNS);
  }

  private int known(StackTraceElement[] stack, int enough) {
    StringBuilder key = new StringBuilder().append(enough).append('\n');
    for (StackTraceElement f : stack) {
      key.append(f.getClassName()).append('.').append(f.getMethodName());
      key.append(f.getLineNumber()).append('\n');
    }
    Integer told = known.get(key.toString());
    if (told == null) {
      told = look(stack, enough);
      if (known.size() < MOST_PLACES) {
        known.put(key.toString(), told);
      }
    }
    return told;
  }

  /**
   * True if a thread with that stack is seen to have a call ahead that gives back what another
   * thread may have taken: a permit, a stamp, a synchronizer of the program's own.
   */
  boolean givesBack(StackTraceElement[] stack) {
    return (known(stack, GIVES_BACK) & GIVES_BACK) != 0;
  }

  /** False if no call ahead of a thread with that stack can give such a thing back. */
  boolean mayGiveBack(StackTraceElement[] stack) {
    int any = GIVES_BACK | UNKNOWN;
    return (known(stack, any) & any) != 0;
  }

  /** Looks until that much is known. */
  private int look(StackTraceElement[] stack, int enough) {
    Walk walk = new Walk(enough);
    boolean within = false; // the program's code
    for (int i = 0; i < stack.length && !walk.isEnough(); i++) {
      StackTraceElement f = stack[i];
      if (Frames.isApplication(f.getClassName())) {
        within = true;
        if (!f.getClassName().contains("$$Lambda")) {
          walk.after(f, i == 0 ? null : stack[i - 1].getMethodName());
        }
      } else if (within && !SignCalls.isFrame(f.getClassName())) {
        walk.told |= SIGNS | UNKNOWN; // it works off a task whose end others may wait for
      }
    }
    walk.callBack();
    return walk.told;
  }

  /** What that handler may do with what its thread has thrown. */
  int of(Thread.UncaughtExceptionHandler handler) {
    Class<?> type = handler.getClass();
    if (type.isHidden()) {
      return SIGNS; // a function object
    }
    Walk walk = new Walk(SIGNS);
    walk.through(
        new CodeAhead.Call(
            type.getName().replace('.', '/'),
            "uncaughtException",
            "(Ljava/lang/Thread;Ljava/lang/Throwable;)V"));
    walk.callBack();
    return walk.told;
  }

  /** Through the methods that some code calls. */
  private final class Walk {
    private final Set<CodeAhead.Call> met = new HashSet<>();
    private final Deque<CodeAhead.Call> open = new ArrayDeque<>();
    private final Set<CodeAhead.Call> jdk = new HashSet<>(); // may call back
    private final int enough;
    private int told;

    Walk(int enough) {
      this.enough = enough;
    }

    boolean isEnough() {
      return (told & enough) != 0 || met.size() > MOST_METHODS;
    }

    void after(StackTraceElement frame, String inside) {
      String type = frame.getClassName().replace('.', '/');
      byte[] code = inside == null ? null : files.of(type);
      if (code == null) {
        told |= SIGNS | UNKNOWN;
        return;
      }
      add(CodeAhead.after(code, frame.getMethodName(), frame.getLineNumber(), inside));
      followAll();
    }

    void through(CodeAhead.Call call) {
      follow(call);
      followAll();
    }

    /** Asked last, since it takes most: many walks end before. */
    void callBack() {
      if (!jdk.isEmpty() && !isEnough()) {
        callbacks.refresh();
      }
      while (!jdk.isEmpty() && !isEnough()) {
        List<CodeAhead.Call> asked = List.copyOf(jdk);
        jdk.clear();
        for (CodeAhead.Call c : asked) {
          Set<CodeAhead.Call> back = callbacks.of(c);
          told |= back == null ? SIGNS | UNKNOWN : 0;
          addAll(back == null ? Set.of() : back);
        }
        followAll();
      }
    }

    private void followAll() {
      while (!open.isEmpty() && !isEnough()) {
        follow(open.remove());
      }
    }

    private void add(CodeAhead ahead) {
      told |= ahead.writes() ? WRITES : 0;
      told |= ahead.found() ? 0 : SIGNS | UNKNOWN;
      addAll(ahead.calls());
    }

    private void addAll(Collection<CodeAhead.Call> calls) {
      for (CodeAhead.Call c : calls) {
        if (met.add(c)) {
          open.add(c);
        }
      }
      told |= met.size() > MOST_METHODS ? SIGNS | UNKNOWN : 0;
    }

    private void follow(CodeAhead.Call call) {
      for (String type = call.owner(); !SignCalls.isJdk(type); ) {
        byte[] code = files.of(type);
        CodeAhead ahead = code == null ? null : CodeAhead.in(code, call.name(), call.desc());
        if (ahead == null) {
          told |= SIGNS | UNKNOWN;
          return;
        }
        if (ahead.found()) {
          add(ahead);
          return;
        }
        String above = SignCalls.superOf(code);
        if (above.equals("java/lang/Object")) {
          told |= SIGNS | UNKNOWN; // of an interface, or abstract
          return;
        }
        type = above;
      }
      told |= SignCalls.mayGive(call) ? SIGNS : 0;
      told |= SignCalls.givesBack(call) ? GIVES_BACK : 0;
      told |= SignCalls.runsAny(call) ? UNKNOWN : 0;
      jdk.add(call);
    }
  }
}
