package guest;

import java.io.PrintStream;
import java.util.List;

/** Runs all guests, or those named; what they print must not depend on who else is in the JVM. */
public final class Main {

  /** One library or ability of the JVM that programs lean on. */
  @FunctionalInterface
  interface Guest {
    void run(PrintStream out) throws Exception;
  }

  private Main() {}

  public static void main(String[] args) {
    List<Guest> guests =
        List.of(
            new Members(),
            new Serial(),
            new Callers(),
            new Definitions(),
            new Json(),
            new LombokOutput(),
            new Mocks(),
            new Redefinition(),
            new Coroutines(),
            new ScalaCollections(),
            new Entities());
    for (Guest g : guests) {
      String name = g.getClass().getSimpleName();
      if (args.length > 0 && !List.of(args).contains(name)) {
        continue;
      }
      System.out.println("== " + name);
      try {
        g.run(System.out);
      } catch (Throwable t) {
        System.out.println(name + " failed: " + t);
        t.printStackTrace();
      }
    }
  }
}
