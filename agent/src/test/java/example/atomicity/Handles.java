package example.atomicity;

import static example.atomicity.Meeting.here;
import static example.atomicity.Meeting.meet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Two steps by variable handles: those whose names end in Broken lose what comes between. */
final class Handles {

  private static int shared;
  private int own;
  private String text = "";

  static final VarHandle sharedBroken = ofShared();
  static final VarHandle ownBroken = of("own", int.class);
  static final VarHandle textBroken = of("text", String.class);
  static final VarHandle cellsBroken = MethodHandles.arrayElementVarHandle(long[].class);
  static final VarHandle cellsFine = MethodHandles.arrayElementVarHandle(long[].class);
  static final VarHandle ownFine = of("own", int.class);
  static final VarHandle retriedFine = of("own", int.class);
  static final VarHandle addedFine = of("own", int.class);

  private static VarHandle of(String field, Class<?> type) {
    try {
      return MethodHandles.lookup().findVarHandle(Handles.class, field, type);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static VarHandle ofShared() {
    try {
      return MethodHandles.lookup().findStaticVarHandle(Handles.class, "shared", int.class);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  static void run() {
    fields(new Handles(), new Handles());
    elements(new long[2]);
  }

  private static void fields(Handles h, Handles beside) {
    meet(
        () -> {
          int v = (int) sharedBroken.getVolatile();
          here();
          sharedBroken.setVolatile(v + 1);
        },
        () -> sharedBroken.setVolatile(7));
    meet(
        () -> {
          int v = (int) ownBroken.getAcquire(h);
          here();
          ownBroken.setRelease(h, v + 1);
        },
        () -> {
          int before = (int) ownBroken.getAndAdd(h, 1);
          assert before == 0;
        });
    meet(
        () -> {
          if (textBroken.getVolatile(h).equals("")) {
            here();
            textBroken.setVolatile(h, "a");
          }
        },
        () -> textBroken.setVolatile(h, "b"));
    meet(
        () -> {
          int v = (int) ownFine.getVolatile(h);
          here();
          ownFine.setVolatile(h, v + 1);
        },
        () -> ownFine.setVolatile(beside, 7));
    meet(
        () -> {
          int v = (int) retriedFine.getVolatile(h);
          here();
          while (!retriedFine.compareAndSet(h, v, v + 1)) {
            v = (int) retriedFine.getVolatile(h);
          }
        },
        () -> retriedFine.setVolatile(h, 9));
    meet(
        () -> {
          int before = (int) addedFine.getAndAdd(h, 1);
          here();
          before += (int) addedFine.getAndAdd(h, 1);
          assert before > 0;
        },
        () -> addedFine.setVolatile(h, 9));
  }

  private static void elements(long[] cells) {
    meet(
        () -> {
          long v = (long) cellsBroken.getVolatile(cells, 1);
          here();
          cellsBroken.setVolatile(cells, 1, v + 1);
        },
        () -> cellsBroken.setVolatile(cells, 1, 5L));
    meet(
        () -> {
          long v = (long) cellsFine.getVolatile(cells, 0);
          here();
          cellsFine.setVolatile(cells, 0, v + 1);
        },
        () -> cellsFine.setVolatile(cells, 1, 5L));
  }

  private Handles() {}
}
