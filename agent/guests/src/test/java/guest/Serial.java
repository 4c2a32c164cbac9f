package guest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.PrintStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.function.Supplier;

/** Default serial version UIDs, and the very bytes of serialized objects. */
@SuppressWarnings("serial") // the default is what is looked at
final class Serial implements Main.Guest {

  static class Node implements Serializable {
    int value;
    volatile String name;
    Node next;
    static int made;
    protected static final Object LOCK = new Object();

    Node(int value, Node next) {
      synchronized (LOCK) {
        made++;
      }
      this.value = value;
      this.name = "n" + value;
      this.next = next;
    }

    public synchronized int sum() {
      return value + (next == null ? 0 : next.sum());
    }
  }

  static class NoInitialiser implements Serializable {
    private double[] cells = {1.5};
    long total;
  }

  interface Shape extends Serializable {
    double area();
  }

  enum Unit implements Shape {
    ONE;

    @Override
    public double area() {
      return 1;
    }
  }

  record Square(double side) implements Shape {
    @Override
    public double area() {
      return side * side;
    }
  }

  interface Source extends Supplier<String>, Serializable {}

  @Override
  public void run(PrintStream out) throws Exception {
    for (Class<?> c :
        new Class<?>[] {
          Node.class, NoInitialiser.class, Shape.class, Unit.class, Square.class, Source.class
        }) {
      ObjectStreamClass s = ObjectStreamClass.lookup(c);
      out.println(s + " " + Arrays.toString(s.getFields()));
    }
    String captured = "kept";
    Source lambda = () -> captured;
    Object[] all = {new Node(1, new Node(2, null)), new NoInitialiser(), Unit.ONE, new Square(3)};
    for (Object o : all) {
      byte[] bytes = write(o);
      out.println(Arrays.hashCode(bytes) + " " + bytes.length + " " + read(bytes).getClass());
    }
    out.println(((Node) read(write(all[0]))).sum() + ((Source) read(write(lambda))).get());
  }

  private static byte[] write(Object o) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(o);
    }
    return bytes.toByteArray();
  }

  private static Object read(byte[] bytes) throws Exception {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return in.readObject();
    }
  }
}
