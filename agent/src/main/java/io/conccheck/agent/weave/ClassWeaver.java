package io.conccheck.agent.weave;

import io.conccheck.agent.state.Tables;
import io.conccheck.agent.weave.loops.LoopPlan;
import io.conccheck.agent.weave.loops.LoopWeaver;
import io.conccheck.agent.weave.loops.RepeatWeaver;
import io.conccheck.agent.weave.pairs.LookLoopFinder;
import io.conccheck.agent.weave.pairs.PairWeaving;
import io.conccheck.agent.weave.pairs.Volatiles;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodTooLargeException;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Weaves one application class: shadow words for its fields, hooks into its code. */
final class ClassWeaver extends ClassVisitor {

  /** HotSpot only interprets methods with more bytes of code ({@code HugeMethodLimit}). */
  private static final int MOST_COMPILED = 8_000;

  private final Weaving weaving;
  private final ClassLoader loader;
  private final ClassShape shape;
  private final Bridges bridges;
  private final References references = new References();
  private final Map<String, Weaving> thinned;
  private final PairWeaving pairs; // null if none are woven
  private final LoopPlans loops;
  private int method;

  private ClassWeaver(
      ClassVisitor next,
      Weaving weaving,
      ClassLoader loader,
      ClassShape shape,
      Map<String, Weaving> thinned,
      PairWeaving pairs,
      LoopPlans loops,
      MethodsThere there) {
    super(Opcodes.ASM9, next);
    this.weaving = weaving;
    this.loader = loader;
    this.shape = shape;
    this.thinned = thinned;
    this.pairs = pairs;
    this.loops = loops;
    this.bridges = new Bridges(shape, there);
  }

  /**
   * The woven class.
   *
   * @param there what the class has if it is being redefined, else null
   * @return null if the class has to stay as it is: it was loaded without being woven, or there is
   *     nothing to weave
   * @throws RuntimeException if the class file is malformed or grows too large
   */
  static byte[] weave(Weaving weaving, ClassLoader loader, byte[] bytes, MethodsThere there) {
    ClassReader reader = new ClassReader(bytes);
    byte[] marked = UnitWeaver.weave(reader, Tables.UNIT_METHODS);
    if (marked != null) {
      reader = new ClassReader(marked);
    }
    LockScan scan = weaving.locksAlone() ? LockScan.of(reader, weaving.hooks()) : null;
    if (scan != null && scan.isEmpty()) {
      return marked;
    }
    ClassShape shape = ClassShape.of(reader, scan);
    if (there != null && weaving.fields() && !Accessors.areThere(shape, there)) {
      return null;
    }
    if (there != null) {
      shape.clones = Clones.isThere(there);
    }
    weaving.shapes().add(loader, shape);
    if (weaving.fields()) {
      shape.finalizable = weaving.shapes().finalizes(loader, shape.name);
      shape.reference = weaving.shapes().isReference(loader, shape.name);
      for (Map.Entry<Integer, String> cache : LazyCaches.of(loader, reader, shape).entrySet()) {
        shape.methods.get(cache.getKey()).cache = cache.getValue();
      }
    }
    Map<String, Weaving> thinned = new HashMap<>();
    PairWeaving pairs = weaving.pairs() ? pairs(weaving, loader, reader, shape) : null;
    LoopPlans loops = LoopPlans.of(reader, loader, shape, weaving);
    if (weaving.monitors()) {
      findLookLoops(reader, shape, scan);
    }
    if (scan != null && !marksPlain(shape, scan)) {
      return marked;
    }
    while (true) {
      try {
        byte[] woven = attempt(weaving, loader, reader, shape, thinned, pairs, loops, there);
        if (woven.length <= MOST_COMPILED || !outgrown(reader, woven, loops, shape.name)) {
          return woven;
        }
      } catch (MethodTooLargeException e) {
        if (!loops.drop(e.getMethodName() + e.getDescriptor())) {
          thin(weaving, thinned, e);
        }
      }
    }
  }

  /**
   * True if methods have grown over what HotSpot compiles and may be smaller without the checks of
   * their loops, which are given up here; if they may not, they are kept in mind by name.
   */
  private static boolean outgrown(ClassReader reader, byte[] woven, LoopPlans loops, String type) {
    Set<String> large = CodeSizes.over(new ClassReader(woven), MOST_COMPILED);
    if (large.isEmpty()) {
      return false;
    }
    large.removeAll(CodeSizes.over(reader, MOST_COMPILED));
    boolean given = false;
    for (String method : large) {
      given |= loops.drop(method);
    }
    if (!given) {
      Tables.LARGE_METHODS.add(Names.dotted(type), large);
    }
    return given;
  }

  private static PairWeaving pairs(
      Weaving weaving, ClassLoader loader, ClassReader reader, ClassShape shape) {
    boolean across = shape.mayHaveHelpers();
    boolean volatileFields = shape.hasVolatileFields();
    Volatiles volatiles = new VolatileSymbols(weaving, loader);
    Set<Integer> candidates = new HashSet<>();
    for (int i = 0; i < shape.methods.size(); i++) {
      MethodShape m = shape.methods.get(i);
      boolean helps = m.callsOwn || m.looksOrActs || volatileFields && m.touchesFields;
      if (m.updates || across && helps || asksOthers(weaving, loader, shape.name, m, volatiles)) {
        candidates.add(i);
      }
      m.called = Set.of();
      m.calledAgain = Set.of();
    }
    return new PairWeaving(
        shape.name,
        reader,
        candidates,
        volatiles,
        Tables.OPERATIONS,
        Tables.VOLATILES,
        weaving.helpers(),
        loader);
  }

  /** True if one call of the method may look at something on which another one hangs. */
  private static boolean asksOthers(
      Weaving weaving, ClassLoader loader, String type, MethodShape m, Volatiles volatiles) {
    for (String owner : m.looksOrActs ? m.called : m.calledAgain) {
      if (weaving.helpers().mayHelp(loader, type, owner, volatiles)) {
        return true;
      }
    }
    return false;
  }

  /** Marks the methods into which little or nothing is woven; false if it is nothing at all. */
  private static boolean marksPlain(ClassShape shape, LockScan scan) {
    boolean any = false;
    for (int i = 0; i < shape.methods.size(); i++) {
      MethodShape m = shape.methods.get(i);
      m.plain = m.looks == null && !scan.methods.get(i);
      m.brief = m.looks == null && scan.brief.get(i);
      any |= !m.plain;
    }
    return any;
  }

  private static void findLookLoops(ClassReader reader, ClassShape shape, LockScan scan) {
    Set<Integer> candidates = new HashSet<>();
    for (int i = 0; i < shape.methods.size(); i++) {
      if (shape.methods.get(i).loops && (scan == null || scan.loops.get(i))) {
        candidates.add(i);
      }
    }
    if (!candidates.isEmpty()) {
      Map<Integer, BitSet> found = new LookLoopFinder(candidates, Tables.LOOK_LOOPS).find(reader);
      for (Map.Entry<Integer, BitSet> e : found.entrySet()) {
        shape.methods.get(e.getKey()).looks = e.getValue();
      }
    }
  }

  private static byte[] attempt(
      Weaving weaving,
      ClassLoader loader,
      ClassReader reader,
      ClassShape shape,
      Map<String, Weaving> thinned,
      PairWeaving pairs,
      LoopPlans loops,
      MethodsThere there) {
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(
        new ClassWeaver(writer, weaving, loader, shape, thinned, pairs, loops, there),
        ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  /** A method that grew too large loses its access checks, then all hooks. */
  private static void thin(
      Weaving weaving, Map<String, Weaving> thinned, MethodTooLargeException e) {
    String method = e.getMethodName() + e.getDescriptor();
    Weaving before = thinned.getOrDefault(method, weaving);
    if (!before.fields() && !before.monitors()) {
      throw e;
    }
    thinned.put(method, before.fields() ? weaving.monitorsOnly() : weaving.nothing());
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String desc, String sig, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, desc, sig, exceptions);
    int number = method++;
    MethodShape m = shape.methods.get(number);
    if (m.plain
        || (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0
        || bridgesImpossible()) {
      return next;
    }
    Weaving how = thinned.getOrDefault(name + desc, weaving);
    boolean paired =
        how.pairs() && pairs != null && (pairs.has(number) || m.writesFields || m.writesHandles);
    LoopPlan plan = how == weaving ? loops.of(m) : null;
    int pairLocals = paired ? PairWeaving.LOCALS : 0;
    m.maxLocals = plan != null ? plan.endOfLocals() : m.ownLocals + pairLocals;
    MethodWeaver weaver =
        new MethodWeaver(
            InitUses.of(next, how, loader, shape, name),
            new MethodContext(how, loader, shape, bridges, references, m, access, name, desc));
    MethodVisitor woven = paired ? pairs.weave(weaver, next, number, name, m.ownLocals) : weaver;
    MethodVisitor looped = plan == null ? woven : new LoopWeaver(woven, weaver, plan);
    BitSet repeats = loops.repeats(m);
    return repeats == null ? looped : new RepeatWeaver(looped, weaver, repeats);
  }

  private boolean bridgesImpossible() {
    return shape.isInterface() && shape.version < Opcodes.V1_8;
  }

  @Override
  public void visitEnd() {
    if (weaving.fields() && !shape.isInterface()) {
      Accessors accessors = new Accessors(cv, shape, loader, weaving.variables());
      for (FieldShape f : shape.fields.values()) {
        if (f.isWatched()) {
          accessors.add(f);
        }
      }
      new Clones(cv, shape).add(weaving.shapes(), loader);
    }
    if (weaving.fields() && shape.isPlainCollection()) {
      int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
      cv.visitField(access, Names.UNIT, "Z", null, null).visitEnd();
    }
    references.emit(cv);
    bridges.emit(cv);
    super.visitEnd();
  }

  /** No lambda: this is on the way of every start. */
  private record VolatileSymbols(Weaving weaving, ClassLoader loader) implements Volatiles {
    @Override
    public String symbol(String owner, String name, String desc) {
      FieldShape f = weaving.shapes().find(loader, owner, name, desc);
      return f != null && f.isVolatile() ? Names.dotted(f.owner()) + "." + name : null;
    }
  }
}
