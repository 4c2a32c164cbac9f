package guest;

import java.io.InputStream;
import java.io.PrintStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Proxy;
import java.util.function.IntSupplier;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.matcher.ElementMatchers;

/** Classes that come to be in unusual ways. */
public final class Definitions implements Main.Guest {

  /** What is defined again and again. */
  public static class Body implements IntSupplier {
    private int count;
    private final int[] cells = new int[4];

    public Body() {}

    @Override
    public synchronized int getAsInt() {
      for (int i = 0; i < cells.length; i++) {
        cells[i] += i;
      }
      return ++count + cells[3];
    }
  }

  private static final class Own extends ClassLoader {
    Own(ClassLoader parent) {
      super(parent);
    }

    Class<?> define(byte[] bytes) {
      return defineClass(Body.class.getName(), bytes, 0, bytes.length);
    }
  }

  @Override
  public void run(PrintStream out) throws Exception {
    byte[] bytes;
    try (InputStream in = Body.class.getResourceAsStream("Definitions$Body.class")) {
      bytes = in.readAllBytes();
    }
    twice(out, "same", Body.class);
    twice(out, "own loader", new Own(null).define(bytes));
    twice(out, "own child", new Own(Body.class.getClassLoader()).define(bytes));
    MethodHandles.Lookup me = MethodHandles.lookup();
    twice(out, "hidden", me.defineHiddenClass(bytes, true).lookupClass());
    twice(
        out,
        "hidden mate",
        me.defineHiddenClass(bytes, true, MethodHandles.Lookup.ClassOption.NESTMATE).lookupClass());
    Class<?> made =
        new ByteBuddy()
            .subclass(Body.class)
            .name("guest.MadeBody")
            .method(ElementMatchers.named("hashCode"))
            .intercept(FixedValue.value(5))
            .make()
            .load(Body.class.getClassLoader(), ClassLoadingStrategy.Default.INJECTION)
            .getLoaded();
    twice(out, "made", made);
    out.println(made.getDeclaredConstructor().newInstance().hashCode());
    IntSupplier proxy =
        (IntSupplier)
            Proxy.newProxyInstance(
                Body.class.getClassLoader(),
                new Class<?>[] {IntSupplier.class},
                (p, m, a) -> m.getName().length());
    out.println("proxy " + proxy.getAsInt() + Proxy.isProxyClass(proxy.getClass()));
  }

  private static void twice(PrintStream out, String how, Class<?> c) throws Exception {
    Object o = c.getDeclaredConstructor().newInstance();
    int first = ((IntSupplier) o).getAsInt();
    int second = ((IntSupplier) o).getAsInt();
    out.println(how + " " + first + second + " " + c.getDeclaredFields().length + c.isHidden());
  }
}
