package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;
import java.lang.invoke.VarHandle;

/**
 * Streams, which look at the collection or array behind them only when they end, whoever ends them
 * and wherever (javadoc of {@code Spliterator}: late-binding). Told by woven code before the call;
 * the thread's state may be null. Never throws.
 */
public final class Pipelines {

  private static final String STAGE = "java.util.stream.AbstractPipeline";
  private static final String PART = "java.util.stream.SliceOps"; // limit, skip
  private static final String PREFIX = "java.util.stream.WhileOps"; // takeWhile, dropWhile
  private static final int MOST = 64; // stages

  private static final Class<?> TYPE = type();
  private static final VarHandle FIRST = field("sourceStage");
  private static final VarHandle BEFORE = field("previousStage");
  private static final VarHandle SOURCE = field("sourceSpliterator");
  private static final Ranges RANGES = new Ranges();

  private Pipelines() {}

  private static Class<?> type() {
    try {
      return Class.forName(STAGE, false, null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private static VarHandle field(String name) {
    return TYPE == null ? null : UnitKind.field(TYPE, name);
  }

  /** Before a stream ends that need not go through all there is. */
  @DontInline
  public static void ended(Object stream, ThreadState known, int site) {
    Object source = source(stream);
    ThreadState ts = source == null ? null : Sampling.state(known);
    if (ts != null && !ts.busy) {
      Units.read(source, ts, site);
    }
  }

  /** Like {@link #ended}, but it does go through all, unless one of its stages says otherwise. */
  @DontInline
  public static void exhausted(Object stream, ThreadState known, int site) {
    Object source = source(stream);
    ThreadState ts = source == null ? null : Sampling.state(known);
    if (ts == null || ts.busy) {
      return;
    }
    if (UnitKind.of(source.getClass()) != UnitKind.OTHER) {
      Units.read(source, ts, site);
      return;
    }
    Range r = RANGES.get(source.getClass());
    if (r.array != null && isWhole(stream)) {
      int from = (int) r.from.get(source);
      BulkChecks.read((Object) r.array.get(source), from, (int) r.to.get(source), ts, site);
    }
  }

  /** Where the stream's elements come from; null if it has ended or cannot tell yet. */
  private static Object source(Object stream) {
    if (SOURCE == null || FIRST == null || !TYPE.isInstance(stream)) {
      return null;
    }
    Object first = (Object) FIRST.get(stream);
    return first == null ? null : (Object) SOURCE.get(first);
  }

  private static boolean isWhole(Object stream) {
    Object stage = stream;
    for (int i = 0; stage != null && i < MOST; i++) {
      String name = stage.getClass().getName();
      if (name.startsWith(PART) || name.startsWith(PREFIX)) {
        return false;
      }
      stage = (Object) BEFORE.get(stage);
    }
    return stage == null;
  }

  /** Where a kind of spliterator over an array keeps its range; null in those of other kinds. */
  private static final class Range {
    final VarHandle array;
    final VarHandle from;
    final VarHandle to;

    Range(VarHandle array, VarHandle from, VarHandle to) {
      this.array = array;
      this.from = from;
      this.to = to;
    }
  }

  private static final class Ranges extends ClassValue<Range> {
    @Override
    protected Range computeValue(Class<?> c) {
      String name = c.getClassLoader() == null ? c.getName() : "";
      boolean ofArray =
          name.startsWith("java.util.Spliterators$") && name.endsWith("ArraySpliterator");
      VarHandle array = ofArray ? UnitKind.field(c, "array") : null;
      VarHandle from = ofArray ? UnitKind.field(c, "index") : null;
      VarHandle to = ofArray ? UnitKind.field(c, "fence") : null;
      return array == null || from == null || to == null
          ? new Range(null, null, null)
          : new Range(array, from, to);
    }
  }
}
