package io.conccheck.agent.weave;

import io.conccheck.agent.boot.Sampling;
import io.conccheck.agent.weave.loops.CalmMethods;
import io.conccheck.agent.weave.loops.LoopFinder;
import io.conccheck.agent.weave.loops.LoopPlan;
import io.conccheck.agent.weave.pairs.PairWeaving;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** The loops of one class that are woven as such and the accesses that need no check, by method. */
final class LoopPlans {

  private final Map<MethodShape, LoopPlan> plans = new HashMap<>();
  private final Map<MethodShape, BitSet> repeats = new HashMap<>();
  private final Map<String, MethodShape> named = new HashMap<>();

  /** Looks at all methods that touch arrays, or a field more than once. */
  static LoopPlans of(ClassReader reader, ClassLoader loader, ClassShape shape, Weaving weaving) {
    LoopPlans plans = new LoopPlans();
    boolean any = false;
    for (MethodShape m : shape.methods) {
      any |= isLookedAt(m);
    }
    if (weaving.arrays() && weaving.fields() && any && shape.version >= Opcodes.V1_7) {
      Finding finding = plans.new Finding(shape, new Facts(loader, weaving, shape.name));
      reader.accept(finding, ClassReader.EXPAND_FRAMES);
      finding.plan();
    }
    return plans;
  }

  /** Where a check is one look at a byte, a loop of them costs less than to count its rounds. */
  private static boolean inRanges(MethodShape m) {
    return m.touchesArrays && !Sampling.ON;
  }

  private static boolean isLookedAt(MethodShape m) {
    return inRanges(m) || m.repeats || m.touchesArrays && m.makesArrays;
  }

  /** The plan for that method, or null. */
  LoopPlan of(MethodShape method) {
    return plans.get(method);
  }

  /** Ordinals of the accesses in that method that need no check, or null if there are none. */
  BitSet repeats(MethodShape method) {
    return repeats.get(method);
  }

  /** Gives up the plan for a method that grew too large; false if there was none. */
  boolean drop(String nameAndDesc) {
    MethodShape m = named.get(nameAndDesc);
    return m != null && plans.remove(m) != null;
  }

  private final class Finding extends ClassVisitor {
    private final ClassShape shape;
    private final Facts facts;
    private final Map<MethodShape, LoopFinder> finders = new HashMap<>();
    private int method;

    Finding(ClassShape shape, Facts facts) {
      super(Opcodes.ASM9);
      this.shape = shape;
      this.facts = facts;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String desc, String sig, String[] exceptions) {
      MethodShape m = shape.methods.get(method++);
      MethodVisitor reader = null;
      if (isLookedAt(m)) {
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        LoopFinder finder =
            new LoopFinder(shape.name, isStatic, name.equals("<init>"), m.probeLocals, facts);
        finders.put(m, finder);
        named.put(name + desc, m);
        reader = finder.reader();
      }
      return mayBeCalm(m, access, name) ? facts.calm.reader(name, desc, reader) : reader;
    }

    /** True for what is called only where it is meant, and does not call out at first sight. */
    private boolean mayBeCalm(MethodShape m, int access, String name) {
      int fixed = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
      int other = Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT;
      return ((access | shape.access & Opcodes.ACC_FINAL) & fixed) != 0
          && (access & other) == 0
          && name.charAt(0) != '<'
          && m.called.isEmpty()
          && !m.touchesMonitors
          && !m.callsLocks;
    }

    void plan() {
      facts.calm.solve();
      for (Map.Entry<MethodShape, LoopFinder> e : finders.entrySet()) {
        MethodShape m = e.getKey();
        LoopPlan plan =
            inRanges(m)
                ? e.getValue().plan(m.ownLocals + PairWeaving.LOCALS, m.overwritesThis)
                : null;
        if (plan != null) {
          plans.put(m, plan);
        }
        BitSet dropped = e.getValue().repeats(m.overwritesThis);
        if (!dropped.isEmpty()) {
          repeats.put(m, dropped);
        }
      }
    }
  }

  /** What is known of fields and methods where the class is woven. */
  private static final class Facts implements LoopFinder.Fields {
    private final ClassLoader loader;
    private final Weaving weaving;
    final CalmMethods calm;

    Facts(ClassLoader loader, Weaving weaving, String type) {
      this.loader = loader;
      this.weaving = weaving;
      this.calm = new CalmMethods(type, this);
    }

    @Override
    public boolean mayBeVolatile(String owner, String name, String desc) {
      FieldShape field = weaving.shapes().find(loader, owner, name, desc);
      return field == null || field.isVolatile();
    }

    @Override
    public boolean isChecked(int opcode, String owner, String name, String desc) {
      FieldShape field = weaving.shapes().find(loader, owner, name, desc);
      boolean ofClass = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
      return field != null && field.isWatched() && ofClass == field.isStatic();
    }

    @Override
    public boolean isCalm(String owner, String name, String desc) {
      return calm.has(owner, name, desc);
    }
  }
}
