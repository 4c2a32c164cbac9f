package io.conccheck.agent.weave;

import io.conccheck.agent.boot.ClassInits;
import io.conccheck.agent.boot.Sampling;
import io.conccheck.agent.state.Sites;
import io.conccheck.findings.Frame;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** The method being woven, and all that weaving it needs. */
record MethodContext(
    Weaving weaving,
    ClassLoader loader,
    ClassShape type,
    Bridges bridges,
    References references,
    MethodShape shape,
    int access,
    String name,
    String desc) {

  boolean isStatic() {
    return (access & Opcodes.ACC_STATIC) != 0;
  }

  boolean isSynchronized() {
    return (access & Opcodes.ACC_SYNCHRONIZED) != 0;
  }

  boolean isConstructor() {
    return name.equals("<init>");
  }

  /** True for constructors whose end is before the object's finalizer (JLS 12.6). */
  boolean endsFinalizable() {
    return isConstructor() && type.finalizable && weaving.fields();
  }

  /** True for constructors of references, which come out of their queues. */
  boolean endsReference() {
    return isConstructor() && type.reference && weaving.fields();
  }

  boolean isClassInitialiser() {
    return name.equals("<clinit>");
  }

  /** The number of the class if its initialiser writes static fields of others, otherwise 0. */
  int initNumber() {
    if (!type.givesAway()) {
      return 0;
    }
    String dotted = Names.dotted(type.name);
    int number = weaving.sites().constant(Sites.INIT + dotted);
    ClassInits.name(number, dotted);
    return number;
  }

  boolean hasFrames() {
    return type.version >= Opcodes.V1_6;
  }

  /** Nothing is known yet but which locals are arguments or probes. */
  Origins origins() {
    int last = (Type.getArgumentsAndReturnSizes(desc) >> 2) - 1 - (isStatic() ? 1 : 0);
    return new Origins(isStatic() ? 0 : 1, last, shape.probeLocals, shape.arguments);
  }

  /** True if any instruction of the method may need the thread's state. */
  boolean needsState() {
    return weaving.fields() && (shape.touchesFields || shape.callsUnits)
        || weaving.arrays() && shape.touchesArrays
        || needsStateAtOnce();
  }

  private boolean needsStateAtOnce() {
    return weaving.fields() && (shape.callsChecked || isClassInitialiser())
        || weaving.monitors()
            && (shape.touchesMonitors
                || shape.callsLocks
                || shape.looks != null
                || isSynchronized());
  }

  /** Tells, before a jump, that the thread looks whether it may go on, if it does so there. */
  void tellLook(MethodVisitor mv, int state, int line) {
    if (weaving.monitors() && shape.looks != null && shape.looks.get(line)) {
      mv.visitVarInsn(Opcodes.ALOAD, state);
      pushInt(mv, site(line, null));
      mv.visitMethodInsn(
          Opcodes.INVOKESTATIC, Names.GATE, "look", "(" + Names.STATE_DESC + "I)V", false);
    }
  }

  /** Tells that the thread is outside of the method's loops that look, if it has any. */
  void tellLap(MethodVisitor mv, int state) {
    mv.visitVarInsn(Opcodes.ALOAD, state);
    mv.visitMethodInsn(
        Opcodes.INVOKESTATIC, Names.GATE, "lap", "(" + Names.STATE_DESC + ")V", false);
  }

  /** True if the method has loops that look, and that line is in none of them. */
  boolean isBesideLooks(int line) {
    return weaving.monitors() && shape.looks != null && !shape.looks.get(line);
  }

  /** True if the state is asked for at those accesses alone that are looked at. */
  boolean hasStateLate() {
    return Sampling.ON && !needsStateAtOnce();
  }

  /** Emits the thread's state, or null where it comes late. */
  void pushState(MethodVisitor mv) {
    if (hasStateLate()) {
      mv.visitInsn(Opcodes.ACONST_NULL);
    } else {
      pushCurrentState(mv);
    }
  }

  /** Emits the state of the running thread. */
  static void pushCurrentState(MethodVisitor mv) {
    mv.visitMethodInsn(
        Opcodes.INVOKESTATIC, Names.THREADS, "current", "()" + Names.STATE_DESC, false);
  }

  /** Emits the object whose monitor the whole method holds. */
  void loadOwnMonitor(MethodVisitor mv) {
    if (!isStatic()) {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
    } else if (type.version >= Opcodes.V1_5) {
      mv.visitLdcInsn(Type.getObjectType(type.name));
    } else {
      mv.visitLdcInsn(Names.dotted(type.name));
      mv.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          "java/lang/Class",
          "forName",
          "(Ljava/lang/String;)Ljava/lang/Class;",
          false);
    }
  }

  static void pushInt(MethodVisitor mv, int value) {
    if (value <= Short.MAX_VALUE) {
      mv.visitIntInsn(Opcodes.SIPUSH, value);
    } else {
      mv.visitLdcInsn(value);
    }
  }

  /** The number of a place in this method. */
  int site(int line, String origin) {
    return weaving.sites().number(frame(line), Origins.name(origin), traits(origin));
  }

  /** Like {@link #site(int, String)} for what an argument may name if nothing else does. */
  int namedSite(int line, String origin) {
    if (!Origins.isNamedArgument(origin)) {
      return site(line, origin);
    }
    return weaving.sites().number(frame(line), argument(origin), Sites.LOCAL);
  }

  private String argument(String origin) {
    return Names.dotted(type.name)
        + "."
        + Names.source(name)
        + "."
        + Origins.nameOrArgument(origin);
  }

  /**
   * The number of a place where a field is accessed.
   *
   * @param symbol the field as a reader would name it
   * @param receiver origin of the object it is in
   * @param field its simple name, if it is one of the class itself
   * @param constant stands for the constant that is stored, 0 if none is
   */
  int site(int line, String symbol, String receiver, String field, int constant) {
    int cache = field != null && field.equals(shape.cache) ? Sites.CACHE : 0;
    int fenced =
        !shape.fenced.isEmpty() && shape.fenced.contains(Fences.key(line, symbol))
            ? Sites.FENCED
            : 0;
    int traits = traits(receiver) | cache | fenced | constant << Sites.CONSTANT;
    return weaving.sites().number(frame(line), symbol, traits);
  }

  /** The number of a place of an access that may be one that no other such races with. */
  int siteOf(int line, boolean atomic) {
    return weaving.sites().number(frame(line), null, atomic ? Sites.ATOMIC : 0);
  }

  /** Says which place it is that a reserved number stands for. */
  void define(int site, int line, String target, String receiver) {
    if (Origins.isNamedArgument(target)) {
      weaving.sites().define(site, frame(line), argument(target), Sites.LOCAL);
    } else {
      weaving.sites().define(site, frame(line), Origins.name(target), traits(receiver));
    }
  }

  private static int traits(String origin) {
    return Origins.byFinal(origin) ? Sites.BY_FINAL : 0;
  }

  private Frame frame(int line) {
    return new Frame(Names.dotted(type.name), name, type.source, line);
  }
}
