package guest;

import java.io.PrintStream;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.stream.Collectors;

/** Checks that go by who calls, and stacks as programs see them. */
final class Callers implements Main.Guest {

  private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

  static class Guarded {
    private volatile int secret;
    private int plain = 7;
    static int calls;

    synchronized String enter() {
      if (WALKER.getCallerClass() != Callers.class) {
        throw new SecurityException("called by " + WALKER.getCallerClass());
      }
      calls++;
      return frames() + " " + plain + secret;
    }

    static Object lookUp() throws Exception {
      return MethodHandles.lookup().findVarHandle(Guarded.class, "plain", int.class);
    }
  }

  @Override
  public void run(PrintStream out) throws Exception {
    out.println(new Guarded().enter());
    out.println(Class.forName("guest.Callers") + " " + MethodHandles.lookup());
    out.println(((VarHandle) Guarded.lookUp()).varType());
    refused(out, () -> MethodHandles.publicLookup().findVarHandle(Guarded.class, "x", int.class));
    refused(out, () -> Guarded.class.getDeclaredField("$conccheck$w$plain"));
    refused(out, () -> Object.class.getDeclaredMethod("clone").invoke(this));
    refused(out, () -> Integer.class.getDeclaredField("value").get(1));
    refused(out, () -> AtomicIntegerFieldUpdater.newUpdater(Guarded.class, "plain"));
    refused(
        out,
        () -> {
          Object o = null;
          synchronized (o) {
            return o;
          }
        });
    refused(out, () -> new int[2][-1]);
    refused(out, () -> new int[2][0][List.of(5).get(0)]);
    refused(out, () -> ((Object[]) new String[1])[0] = 1);
    refused(out, this::notOwner);
    out.println(deep(20));
    pooled(out);
  }

  private Object notOwner() {
    wait0();
    return null;
  }

  private void wait0() {
    this.notifyAll();
  }

  private static void refused(PrintStream out, Callable<Object> attempt) {
    try {
      out.println("allowed: " + (attempt.call() != null));
    } catch (Throwable t) {
      Throwable cause = t.getCause() == null ? t : t.getCause();
      out.println(cause + " at " + where(cause));
    }
  }

  /** The first frame of the program's own. */
  private static String where(Throwable t) {
    for (StackTraceElement e : t.getStackTrace()) {
      if (e.getClassName().startsWith("guest.")) {
        return e.toString();
      }
    }
    return "nowhere";
  }

  private static int deep(int n) {
    int[] cells = new int[1];
    synchronized (cells) {
      cells[0] = n == 0 ? new Throwable().getStackTrace().length : deep(n - 1);
    }
    return cells[0];
  }

  private static void pooled(PrintStream out) throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      FutureTask<String> task = new FutureTask<>(Callers::frames);
      pool.execute(task);
      out.println(task.get());
      out.println(pool.submit(Callers::frames).get());
    } finally {
      pool.shutdown();
    }
  }

  private static String frames() {
    return WALKER.walk(
        s ->
            s.map(Callers::name)
                .filter(n -> !n.contains("$$Lambda"))
                .collect(Collectors.joining(",")));
  }

  private static String name(StackFrame f) {
    return f.getDeclaringClass().getName() + "." + f.getMethodName() + ":" + f.getLineNumber();
  }
}
