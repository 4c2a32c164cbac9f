package guest;

import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;

/** What reflection shows of classes of every kind. */
final class Members implements Main.Guest {

  static class Plain {
    public static int counter;
    protected volatile long stamp;
    transient String text = "t";
    private final int[] cells = {1, 2};
    private static final Object LOCK = new Object();

    synchronized int sum() {
      synchronized (LOCK) {
        return cells[0] + cells[1] + text.length() + (int) stamp + counter;
      }
    }
  }

  static class Child extends Plain {
    public String own;
  }

  interface Constants {
    Object SHARED = new Object();

    default int hash() {
      return SHARED.hashCode();
    }
  }

  enum Colour {
    RED,
    GREEN {
      @Override
      int weight() {
        return 2;
      }
    };

    int weight;

    int weight() {
      return weight;
    }
  }

  record Pair(int left, String right) {
    static int made;
  }

  @Override
  public void run(PrintStream out) throws Exception {
    Class<?>[] all = {
      Plain.class, Child.class, Constants.class, Colour.class, Pair.class, Colour.GREEN.getClass()
    };
    for (Class<?> c : all) {
      out.println(c.getName() + " " + c.getModifiers() + " " + c.isSynthetic());
      show(out, "fields", c.getDeclaredFields());
      show(out, "public fields", c.getFields());
      show(out, "methods", c.getDeclaredMethods());
      show(out, "public methods", c.getMethods());
      show(out, "constructors", c.getDeclaredConstructors());
      show(out, "classes", c.getDeclaredClasses());
    }
    out.println(Arrays.toString(Pair.class.getRecordComponents()) + new Pair(1, "r"));
    Field cells = Plain.class.getDeclaredField("cells");
    cells.setAccessible(true);
    out.println(((int[]) cells.get(new Child())).length);
    Constructor<Child> make = Child.class.getDeclaredConstructor();
    Method sum = Plain.class.getDeclaredMethod("sum");
    out.println(sum.invoke(make.newInstance()));
    out.println(Arrays.toString(sum.getAnnotations()) + sum.toGenericString());
  }

  private static void show(PrintStream out, String what, Object[] members) {
    String[] names = Arrays.stream(members).map(Object::toString).sorted().toArray(String[]::new);
    out.println("  " + what + " " + Arrays.toString(names));
  }
}
