package example.order;

import example.order.unseen.Turns;

/** Races that do no harm, in fields that end in Note, and such as only look so, in Racy ones. */
public final class HarmlessEdges {

  static boolean doneNote;
  static boolean turnedRacy;
  static int countedRacy;

  private HarmlessEdges() {}

  /** Keeps its hash as strings do. */
  private static final class Point {
    private final int x = 3;
    private final String name = "p";
    private int hashNote;
    private int againNote;
    private int twiceRacy;
    private int drawsRacy;
    private int lastRacy;
    private int base = 5;

    @Override
    public int hashCode() {
      int h = hashNote;
      if (h == 0) {
        h = 31 * x + name.hashCode();
        for (int i = 0; i < name.length(); i++) {
          h = 31 * h + name.charAt(i);
        }
        hashNote = h;
      }
      return h;
    }

    int again() {
      int h = againNote;
      if (h != 0) {
        return h;
      }
      return againNote = x * 17;
    }

    /** Reads the field a second time, and may find 0 then. */
    int twice() {
      if (twiceRacy == 0) {
        twiceRacy = 31 * x;
      }
      return twiceRacy;
    }

    /** What it stores hangs on what it read. */
    int draw() {
      int d = drawsRacy;
      drawsRacy = d + x;
      return d;
    }

    /** What it computes from may change. */
    int last() {
      int l = lastRacy;
      if (l == 0) {
        l = base * 3;
        lastRacy = l;
      }
      return l;
    }

    @Override
    public boolean equals(Object other) {
      return other == this;
    }
  }

  private static void both(Turns.Body body) {
    Turns.inTurn(body, body);
  }

  public static void main(String[] args) {
    Point p = new Point();
    both(p::hashCode);
    both(p::again);
    both(p::twice);
    both(p::draw);
    both(p::last);
    both(() -> doneNote = true);
    Turns.inTurn(() -> turnedRacy = true, () -> turnedRacy = false);
    both(() -> countedRacy++);
  }
}
