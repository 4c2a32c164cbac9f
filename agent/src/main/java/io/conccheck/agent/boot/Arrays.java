package io.conccheck.agent.boot;

/**
 * Shadow words of array elements, called by woven code before each element access. Never throws;
 * what would throw in the program (null, index out of range) is passed over.
 */
public final class Arrays {

  private static final WeakIdentityMap SHADOWS =
      new WeakIdentityMap() {
        @Override
        protected void swept(Object value) {
          ShadowMemory.give(((ArrayShadow) value).bytes());
        }
      };

  private Arrays() {}

  /** Before an element is read. */
  public static void read(Object array, int index, ThreadState ts, int site) {
    if (array != null && index >= 0) {
      ArrayShadow s = (ArrayShadow) SHADOWS.get(array);
      if (s == null) {
        s = create(array);
      }
      if (s != null) {
        s.read(index, ts, site);
      }
    }
  }

  /** Before an element is written. */
  public static void write(Object array, int index, ThreadState ts, int site) {
    if (array != null && index >= 0) {
      ArrayShadow s = (ArrayShadow) SHADOWS.get(array);
      if (s == null) {
        s = create(array);
      }
      if (s != null) {
        s.write(index, ts, site);
      }
    }
  }

  private static ArrayShadow create(Object array) {
    int length = java.lang.reflect.Array.getLength(array);
    if (!ShadowMemory.take(ArrayShadow.size(length))) {
      return null;
    }
    return (ArrayShadow) SHADOWS.putIfAbsent(array, new ArrayShadow(array, length));
  }

  /** Forgets every access to every array: races across this point are missed, none is invented. */
  static void forget() {
    SHADOWS.clear();
  }
}
