package io.conccheck.agent.boot;

/** Shadow words of one object that is watched as a whole, and of the values in it. */
final class UnitWords extends ShadowTable.Shadowed {
  long write;
  long read;
  int first; // the first two places where it was used, which may tell its name
  int second;
  volatile UnitValues values; // null until some value of a present key was set

  UnitWords(Object unit) {
    super(unit);
  }

  /** Keeps the place if there is room. */
  void seenAt(int site) {
    if (second == 0 && site != first) {
      if (first == 0) {
        first = site;
      } else {
        second = site;
      }
    }
  }

  void look(Object unit, Object key, ThreadState ts, int site) {
    UnitValues v = values;
    if (v != null) {
      v.read(unit, key, ts, site);
    }
  }

  void change(Object unit, Object key, ThreadState ts, int site) {
    UnitValues v = values;
    if (v == null) {
      v = make();
    }
    v.write(unit, key, ts, site);
  }

  /** All values are set, and nothing else is changed. */
  void changeAll(Object unit, ThreadState ts, int site) {
    UnitValues v = values;
    if (v == null) {
      v = make();
    }
    v.writeAll(unit, ts, site);
  }

  /** All values that there are are looked at. */
  void lookAll(Object unit, ThreadState ts, int site) {
    UnitValues v = values;
    if (v != null) {
      v.readAll(unit, ts, site);
    }
  }

  private UnitValues make() {
    Pin.on();
    try {
      synchronized (this) {
        if (values == null) {
          values = new UnitValues();
        }
        return values;
      }
    } finally {
      Pin.off();
    }
  }
}
