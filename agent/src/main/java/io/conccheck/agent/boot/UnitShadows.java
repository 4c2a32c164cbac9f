package io.conccheck.agent.boot;

/** The shadow words of JDK objects that are watched as {@link Units}, by identity. */
public final class UnitShadows {

  private static final ShadowTable TABLE =
      new ShadowTable() {
        @Override
        Shadowed make(Object unit) {
          return new UnitWords(unit);
        }
      };

  private UnitShadows() {}

  /** The words of that object, or of the one that it is a view of. */
  static UnitWords of(Object unit) {
    Object core = UnitKind.ofUnit(unit).core(unit);
    int hash = System.identityHashCode(core);
    UnitWords s = (UnitWords) TABLE.find(core, hash);
    if (s == null) {
      return (UnitWords) TABLE.findOrAdd(core, hash);
    }
    TABLE.touched(s, hash);
    return s;
  }

  /** The object, if it is known already, is used at that place. */
  static void used(Object unit, int site) {
    Object core = UnitKind.ofUnit(unit).core(unit);
    UnitWords s = (UnitWords) TABLE.find(core, System.identityHashCode(core));
    if (s != null) {
      s.seenAt(site);
    }
  }

  /** Where the object was used for the first time and once again; 0 where that is not known. */
  public static int[] seenAt(Object unit) {
    UnitWords s = of(unit);
    return new int[] {s.first, s.second};
  }

  /** About how many objects were forgotten that were not known to be dead. */
  public static long dropped() {
    return TABLE.dropped();
  }
}
