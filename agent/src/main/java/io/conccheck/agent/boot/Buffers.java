package io.conccheck.agent.boot;

import java.lang.invoke.VarHandle;
import java.nio.Buffer;
import java.nio.ByteBuffer;

/**
 * Elements of buffers, told by woven code before the access. They are those of the array behind the
 * buffer, or bytes of the direct buffer that the memory was first got by, so that views, slices and
 * duplicates meet. What the call would refuse is passed over. Never throws.
 */
public final class Buffers {

  private static final Layouts LAYOUTS = new Layouts();

  private Buffers() {}

  /** Where a class of buffers keeps what it is made of; what it does not have is null. */
  private static final class Layout {
    final int shift; // of an index to an offset in bytes
    final VarHandle array;
    final VarHandle offset;
    final VarHandle bytes; // the byte buffer that it is a view of
    final VarHandle attached; // of a direct buffer: the one that it is a part of
    final VarHandle address;

    Layout(Class<?> c) {
      shift = shift(c);
      array = UnitKind.field(c, "hb");
      offset = UnitKind.field(c, "offset");
      bytes = UnitKind.field(c, "bb");
      attached = UnitKind.field(c, "att");
      address = UnitKind.field(c, "address");
    }

    private static int shift(Class<?> c) {
      String name = c.getName();
      if (name.indexOf("Long") > 0 || name.indexOf("Double") > 0) {
        return 3;
      }
      if (name.indexOf("Int") > 0 || name.indexOf("Float") > 0) {
        return 2;
      }
      return name.indexOf("Short") > 0 || name.indexOf("Char") > 0 ? 1 : 0;
    }
  }

  private static final class Layouts extends ClassValue<Layout> {
    @Override
    protected Layout computeValue(Class<?> c) {
      return new Layout(c);
    }
  }

  /** So many elements from that index on are read; of a byte buffer, so many bytes. */
  public static void read(Object buffer, int index, int count, ThreadState ts, int site) {
    access(buffer, index, count, false, ts, site);
  }

  /** Like {@link #read}. */
  public static void write(Object buffer, int index, int count, ThreadState ts, int site) {
    access(buffer, index, count, true, ts, site);
  }

  /** So many elements from the position on are read. */
  public static void readNext(Object buffer, int count, ThreadState ts, int site) {
    if (buffer != null) {
      access(buffer, ((Buffer) buffer).position(), count, false, ts, site);
    }
  }

  /** Like {@link #readNext}. */
  public static void writeNext(Object buffer, int count, ThreadState ts, int site) {
    if (buffer != null) {
      access(buffer, ((Buffer) buffer).position(), count, true, ts, site);
    }
  }

  /** As many elements as the array has are read from the position on. */
  public static void readInto(Object buffer, Object array, ThreadState ts, int site) {
    readNext(buffer, BulkChecks.length(array), ts, site);
  }

  /** Like {@link #readInto}. */
  public static void writeFrom(Object buffer, Object array, ThreadState ts, int site) {
    writeNext(buffer, BulkChecks.length(array), ts, site);
  }

  /** What remains in the one is written to the other. */
  public static void transfer(Object to, Object from, ThreadState ts, int site) {
    if (from instanceof Buffer && from != to) {
      int count = ((Buffer) from).remaining();
      readNext(from, count, ts, site);
      writeNext(to, count, ts, site);
    }
  }

  /** What remains is read. */
  public static void readRest(Object buffer, ThreadState ts, int site) {
    if (buffer instanceof Buffer) {
      readNext(buffer, ((Buffer) buffer).remaining(), ts, site);
    }
  }

  /** What remains is moved to the beginning. */
  public static void compact(Object buffer, ThreadState ts, int site) {
    if (buffer != null) {
      readRest(buffer, ts, site);
      write(buffer, 0, ((Buffer) buffer).remaining(), ts, site);
    }
  }

  private static void access(
      Object buffer, int index, int count, boolean writes, ThreadState ts, int site) {
    if (!(buffer instanceof Buffer) || ts.busy || index < 0 || count <= 0) {
      return;
    }
    Buffer b = (Buffer) buffer;
    if (index > b.limit() - count) {
      return;
    }
    try {
      access(b, LAYOUTS.get(b.getClass()), index, count, writes, ts, site);
    } catch (Throwable t) {
      Failures.count(t);
    }
  }

  private static void access(
      Buffer b, Layout l, int index, int count, boolean writes, ThreadState ts, int site) {
    Object array = l.array == null ? null : l.array.get(b);
    if (array != null) {
      touch(array, (int) l.offset.get(b) + index, count, writes, ts, site);
      return;
    }
    if (l.address == null) {
      return;
    }
    Buffer root = root(b);
    Layout r = LAYOUTS.get(root.getClass());
    int at = (int) ((long) l.address.get(b) - (long) r.address.get(root)) + (index << l.shift);
    Object behind = r.array == null ? null : r.array.get(root);
    if (behind != null) {
      touch(behind, (int) r.offset.get(root) + at, count << l.shift, writes, ts, site);
    } else if (root.isDirect()) {
      touch(root, at, count << l.shift, writes, ts, site);
    }
  }

  /** The buffer that the memory was first got by. */
  private static Buffer root(Buffer buffer) {
    Buffer b = buffer;
    while (true) {
      Layout l = LAYOUTS.get(b.getClass());
      Object outer = l.bytes != null ? l.bytes.get(b) : null;
      if (outer == null && l.attached != null) {
        outer = l.attached.get(b);
      }
      if (!(outer instanceof Buffer)) {
        return b;
      }
      b = (Buffer) outer;
    }
  }

  private static void touch(
      Object base, int from, int count, boolean writes, ThreadState ts, int site) {
    if (writes) {
      Arrays.writeRange(base, from, from + count, ts, site);
    } else {
      Arrays.readRange(base, from, from + count, ts, site);
    }
  }

  /** How many elements the array has; -1 if it is none. */
  public static int count(Object array) {
    return BulkChecks.length(array);
  }

  /** How many elements an array has, or bytes such a buffer. */
  static int length(Object base) {
    return base instanceof ByteBuffer ? ((Buffer) base).capacity() : Segments.length(base);
  }
}
