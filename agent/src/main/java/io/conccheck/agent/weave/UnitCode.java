package io.conccheck.agent.weave;

import java.util.Map;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Emits a call on a stateful JDK object with the checks around it. */
final class UnitCode {

  private static final String LISTS = Names.BOOT + "Lists";
  private static final String PIPELINES = Names.BOOT + "Pipelines";

  /** Where the checks are that are not among those of all units. */
  private static final Map<String, String> CHECKS =
      Map.of(
          "sort", LISTS,
          "setEach", LISTS,
          "contained", LISTS,
          "foundAt", LISTS,
          "lastFoundAt", LISTS,
          "readShown", Names.SHOWN,
          "ended", PIPELINES,
          "exhausted", PIPELINES);

  static final String BUILDER = "java/lang/StringBuilder";

  private static final String WHERE = Names.STATE_DESC + "I)";

  private final MethodVisitor mv;
  private final TrackedLocals locals;
  private final int state;
  private final int site;
  private boolean extending; // the class calls what it overrides

  UnitCode(MethodVisitor mv, TrackedLocals locals, int state, int site) {
    this.mv = mv;
    this.locals = locals;
    this.state = state;
    this.site = site;
  }

  /**
   * Emits the call on an object of that type of the JDK; arguments wait in scratch locals while the
   * receiver is checked.
   */
  void call(
      UnitCalls.Effect effect,
      String type,
      int opcode,
      String owner,
      String name,
      String desc,
      boolean itf) {
    extending = opcode == Opcodes.INVOKESPECIAL && !name.equals("<init>");
    String once = once(effect, type, name, desc);
    if (once != null) {
      receiver(desc, once);
      mv.visitMethodInsn(opcode, owner, name, desc, itf);
      return;
    }
    boolean reorders = UnitCalls.mayReorder(type, name);
    boolean after = effect == UnitCalls.Effect.WRITE || reorders;
    Type[] args = Type.getArgumentTypes(desc);
    String value = UnitCalls.value(type, name, args);
    int receiver = locals.scratch(1);
    int count = locals.scratch(2);
    String seeks = UnitCalls.seeks(type, name, desc);
    store(args);
    mv.visitInsn(Opcodes.DUP);
    if (after || seeks != null) {
      mv.visitInsn(Opcodes.DUP);
      mv.visitVarInsn(Opcodes.ASTORE, receiver);
    }
    if (effect == UnitCalls.Effect.WRITE) {
      check("before", "(Ljava/lang/Object;", "I");
    } else {
      load(value, args);
      check(
          (reorders ? "beforeLook" : "read") + UnitCalls.looksAt(type, name, args),
          "(Ljava/lang/Object;" + value,
          reorders ? "I" : "V");
    }
    if (after) {
      mv.visitVarInsn(Opcodes.ISTORE, count);
    }
    reload(args);
    mv.visitMethodInsn(opcode, owner, name, desc, itf);
    if (seeks != null) {
      mv.visitInsn(Opcodes.DUP);
      mv.visitVarInsn(Opcodes.ALOAD, receiver);
      check(
          seeks, seeks.equals("contained") ? "(ZLjava/lang/Object;" : "(ILjava/lang/Object;", "V");
    }
    if (after) {
      boolean sets = effect == UnitCalls.Effect.WRITE && !value.isEmpty();
      mv.visitVarInsn(Opcodes.ALOAD, receiver);
      mv.visitVarInsn(Opcodes.ILOAD, count);
      if (sets) {
        load(value, args);
      }
      check(sets ? "afterValue" : "after", "(Ljava/lang/Object;I" + (sets ? value : ""), "V");
    }
  }

  /** The check that is all that such a call needs, before it; null if it needs more. */
  private static String once(UnitCalls.Effect effect, String type, String name, String desc) {
    if (UnitCalls.ofEntry(type)) {
      return effect == UnitCalls.Effect.WRITE ? "setEntry" : "readEntry";
    }
    if (UnitCalls.setsLast(type, name)) {
      return "setLast";
    }
    if (UnitCalls.isStream(type)) {
      return UnitMethods.exhausts(name) ? "exhausted" : "ended";
    }
    return UnitMethods.isCollection(type) ? UnitCalls.setsAll(name, desc) : null;
  }

  /** Checks the receiver, which lies below the arguments. */
  private void receiver(String desc, String how) {
    Type[] args = Type.getArgumentTypes(desc);
    store(args);
    mv.visitInsn(Opcodes.DUP);
    check(how, "(Ljava/lang/Object;", "V");
    reload(args);
  }

  /** Loads the first argument if it tells whose value the call is about. */
  private void load(String value, Type[] args) {
    if (!value.isEmpty()) {
      mv.visitVarInsn(args[0].getOpcode(Opcodes.ILOAD), locals.scratch(3));
    }
  }

  /** Before a call that moves or asks an iterator which others may have too. */
  void step(String desc, boolean steps) {
    Type[] args = Type.getArgumentTypes(desc);
    store(args);
    mv.visitInsn(Opcodes.DUP);
    MethodContext.pushInt(mv, steps ? 1 : 0);
    check("step", "(Ljava/lang/Object;Z", "V");
    reload(args);
  }

  private void store(Type[] args) {
    for (int i = args.length - 1; i >= 0; i--) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ISTORE), locals.scratch(3 + i));
    }
  }

  private void reload(Type[] args) {
    for (int i = 0; i < args.length; i++) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ILOAD), locals.scratch(3 + i));
    }
  }

  private void check(String how, String args, String result) {
    extending(true);
    mv.visitVarInsn(Opcodes.ALOAD, state);
    MethodContext.pushInt(mv, site);
    String checks = CHECKS.getOrDefault(how, Names.units());
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, checks, how, args + WHERE + result, false);
    extending(false);
  }

  private void extending(boolean begins) {
    if (extending) {
      mv.visitVarInsn(Opcodes.ALOAD, state);
      mv.visitInsn(begins ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
      String desc = "(" + Names.STATE_DESC + "Z)V";
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.UNITS, "extending", desc, false);
    }
  }
}
