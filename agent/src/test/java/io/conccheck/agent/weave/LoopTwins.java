package io.conccheck.agent.weave;

import io.conccheck.agent.boot.Arrays;
import io.conccheck.agent.boot.RaceEvents;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.state.Sites;
import io.conccheck.agent.state.Variables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Runs random methods twice, once with loops woven as such and once with a check at each access,
 * and compares: what they return or throw, what they leave in the arrays, and what each single
 * element and field looks like to another thread that writes it unordered.
 */
final class LoopTwins {

  private static final int METHODS = 12;

  private final List<String> seen = new ArrayList<>(); // verdicts of one run, guarded by this
  private final List<String> differences = new ArrayList<>();
  private final Variables variables = new Variables();
  private int verdicts;

  /**
   * Arguments: first seed, number of classes. Fails if a pair differs.
   *
   * @throws Exception if the classes cannot be run at all
   */
  public static void main(String[] args) throws Exception {
    LoopTwins twins = new LoopTwins();
    long first = Long.parseLong(args[0]);
    for (long seed = first; seed < first + Integer.parseInt(args[1]); seed++) {
      twins.compare(seed);
    }
    System.out.println("verdicts " + (twins.verdicts > 0 ? "some" : "none"));
    System.out.println("differences " + twins.differences);
  }

  List<String> differences() {
    return differences;
  }

  int verdicts() {
    return verdicts;
  }

  /** Compares all methods of the class of that seed. */
  void compare(long seed) throws Exception {
    String source = new RandomLoops(seed).source("Loops", METHODS);
    Class<?> fast = load(source);
    Class<?> slow = load(source.replace("/*tick*/", "tick();"));
    Random random = new Random(seed);
    for (int k = 0; k < METHODS; k++) {
      for (int run = 0; run < 3; run++) {
        int n = 6 + random.nextInt(5);
        int lo = random.nextInt(4) - 1;
        int hi = lo + 3 * random.nextInt(4);
        int c = random.nextInt(4);
        String a = run(fast, k, n, lo, hi, c);
        String b = run(slow, k, n, lo, hi, c);
        if (!a.equals(b)) {
          differences.add(
              "seed "
                  + seed
                  + " f"
                  + k
                  + "("
                  + n
                  + ","
                  + lo
                  + ","
                  + hi
                  + ","
                  + c
                  + ")\n  loops: "
                  + a
                  + "\n  each:  "
                  + b);
        }
      }
    }
  }

  private Class<?> load(String source) throws Exception {
    byte[] plain = compile(source);
    Weaver weaver = new Weaver(true, true, true, new Sites(1 << 16), variables, c -> true);
    ClassLoader loader =
        new ClassLoader(LoopTwins.class.getClassLoader()) {
          @Override
          protected Class<?> findClass(String name) {
            byte[] woven = weaver.weave(this, plain);
            return defineClass(name, woven, 0, woven.length);
          }
        };
    return loader.loadClass("Loops");
  }

  private String run(Class<?> type, int k, int n, int lo, int hi, int c) throws Exception {
    var constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object[] result = new Object[1];
    int[] a = new int[9];
    int[] b = new int[11];
    int[][] m = new int[10][5];
    long[] w = new long[10];
    Object[] holder = new Object[1];
    Thread maker = new Thread(() -> holder[0] = make(constructor));
    maker.start();
    maker.join();
    Object target = holder[0];
    Method method = null;
    for (Method x : type.getDeclaredMethods()) {
      if (x.getName().equals("f" + k)) {
        method = x;
      }
    }
    method.setAccessible(true);
    Method f = method;
    Object[] before = arrays(type, target);
    Thread first = new Thread(() -> result[0] = call(f, target, a, b, m, w, n, lo, hi, c));
    first.start();
    first.join();
    synchronized (this) {
      seen.clear();
    }
    List<Object> all = new ArrayList<>(List.of(a, b, m, w));
    all.addAll(List.of(m));
    all.addAll(List.of(before));
    Thread second = new Thread(() -> probe(type, target, all));
    RaceEvents.sink = new Sink();
    second.start();
    second.join();
    RaceEvents.sink = null;
    synchronized (this) {
      verdicts += seen.size();
      return result[0] + " " + contents(all) + " " + seen;
    }
  }

  private static Object make(java.lang.reflect.Constructor<?> constructor) {
    try {
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Object call(Method f, Object target, Object... args) {
    try {
      return f.invoke(target, args);
    } catch (InvocationTargetException e) {
      return e.getCause().getClass();
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static Object[] arrays(Class<?> type, Object target) throws Exception {
    List<Object> all = new ArrayList<>();
    for (String name : List.of("d", "rows", "STATIC")) {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      Object array = field.get(target);
      all.add(array);
      if (array instanceof Object[] rows) {
        all.addAll(List.of(rows));
      }
    }
    return all.toArray();
  }

  /** Writes every element, and every field that the woven class can be asked to. */
  private void probe(Class<?> type, Object target, List<Object> arrays) {
    ThreadState ts = Threads.current();
    for (Object array : arrays) {
      mark("|");
      int length = java.lang.reflect.Array.getLength(array);
      for (int i = 0; i < length; i++) {
        Arrays.write(array, i, ts, 1);
      }
    }
    mark("fields");
    for (String field : List.of("d", "rows", "sum", "e", "STATIC", "total")) {
      for (Method x : type.getDeclaredMethods()) {
        if (x.getName().equals(Names.onWrite(field))) {
          x.setAccessible(true);
          Object[] args =
              x.getParameterCount() == 3 ? new Object[] {target, ts, 1} : new Object[] {ts, 1};
          call(x, null, args);
        }
      }
    }
  }

  private synchronized void mark(String what) {
    seen.add(what);
  }

  private static String contents(List<Object> arrays) {
    StringBuilder s = new StringBuilder();
    for (Object array : arrays) {
      if (array instanceof int[] ints) {
        s.append(java.util.Arrays.hashCode(ints)).append(' ');
      } else if (array instanceof long[] longs) {
        s.append(java.util.Arrays.hashCode(longs)).append(' ');
      }
    }
    return s.toString();
  }

  private final class Sink extends RaceEvents {
    @Override
    public void race(int kind, long earlier, ThreadState ts, int site, Object owner, int variable) {
      mark(
          (variable < 0 ? "" + (-1 - variable) : variables.at(variable).name())
              + "wrw".charAt(kind == READ_WRITE ? 1 : 0));
    }
  }

  private static byte[] compile(String source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JavaFileObject in =
        new SimpleJavaFileObject(URI.create("mem:///Loops.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreErrors) {
            return source;
          }
        };
    JavaFileManager files =
        new ForwardingJavaFileManager<>(compiler.getStandardFileManager(null, null, null)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location, String type, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///Loops.class"), kind) {
              @Override
              public OutputStream openOutputStream() {
                return bytes;
              }
            };
          }
        };
    if (!compiler
        .getTask(null, files, null, List.of("-nowarn", "--release", "17"), null, List.of(in))
        .call()) {
      throw new AssertionError(source);
    }
    return bytes.toByteArray();
  }
}
