package example.atomicity;

import static example.atomicity.Meeting.here;
import static example.atomicity.Meeting.meet;

/** Volatile fields of objects. */
final class Fields {

  private volatile int instanceBroken;
  private volatile String textBroken = "";
  private volatile int otherObjectFine;
  private volatile int peersFine;

  Fields() {
    otherObjectFine = 1;
  }

  void run() {
    meet(
        () -> {
          int v = instanceBroken;
          here();
          instanceBroken = v + 1;
        },
        () -> instanceBroken++);
    meet(
        () -> {
          String v = textBroken;
          here();
          this.textBroken = v.concat("x");
        },
        () -> textBroken = "y");
    Fields other = new Fields();
    meet(
        () -> {
          int v = otherObjectFine;
          here();
          otherObjectFine = v + 1;
        },
        () -> other.otherObjectFine = 9);
    meet(
        () -> {
          int v = peersFine;
          here();
          other.peersFine = v + 1;
        },
        () -> peersFine = 9);
  }
}
