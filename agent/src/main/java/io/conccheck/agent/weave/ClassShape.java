package io.conccheck.agent.weave;

import io.conccheck.agent.boot.Fenced;
import io.conccheck.agent.boot.Weak;
import io.conccheck.agent.weave.pairs.PairWeaving;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** What the weaver must know of a class before it looks at its code. */
final class ClassShape extends ClassVisitor {

  int version;
  int access;
  String name;
  String superName;
  String source;
  final Map<String, FieldShape> fields = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private int tags;
  private boolean overrides; // a method of a collection that is watched
  final List<MethodShape> methods = new ArrayList<>();
  private final List<ShapeVisitor> visitors = new ArrayList<>();
  private final Set<String> synthetic = new HashSet<>(); // static members of that kind
  boolean clones; // some method may call Object.clone
  boolean overridesClone;
  boolean finalizes; // declares a finalizer
  boolean finalizable; // has one, maybe inherited
  boolean reference; // extends one of java.lang.ref
  private boolean initsOthers; // its initialiser writes static fields of other classes
  private boolean fieldsOnly;
  private LockScan scan; // null if all methods are looked at

  ClassShape() {
    super(Opcodes.ASM9);
  }

  /** The shape without its methods. */
  static ClassShape ofFields(byte[] bytes) {
    ClassShape shape = new ClassShape();
    shape.fieldsOnly = true;
    new ClassReader(bytes).accept(shape, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return shape;
  }

  /** True if uses of the class order what its initialiser wrote into static fields of others. */
  boolean givesAway() {
    return initsOthers && !isInterface();
  }

  /** Looks at what the initialiser, which is that visitor's method, does. */
  private final class Init extends MethodVisitor {
    Init(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String field, String desc) {
      super.visitFieldInsn(opcode, owner, field, desc);
      initsOthers |= opcode == Opcodes.PUTSTATIC && !owner.equals(name);
    }
  }

  /**
   * The shape with one entry for each method, in the order of the class file.
   *
   * @param scan tells which methods are of interest; null if all are
   */
  static ClassShape of(ClassReader reader, LockScan scan) {
    ClassShape shape = new ClassShape();
    shape.scan = scan;
    reader.accept(shape, ClassReader.SKIP_FRAMES);
    return shape;
  }

  /** The field that the class itself declares, or null. */
  FieldShape field(String field, String desc) {
    return fields.get(key(field, desc));
  }

  private static String key(String field, String desc) {
    return field + " " + desc;
  }

  /** True if its objects are the collections that they extend, and nothing else. */
  boolean isPlainCollection() {
    return !overrides && UnitCalls.mayExtend(superName);
  }

  /** True if it declares watched fields of instances. */
  boolean hasWords() {
    for (FieldShape f : fields.values()) {
      if (f.isWatched() && !f.isStatic()) {
        return true;
      }
    }
    return false;
  }

  /** True if some method may look at something for another one, or act for it. */
  boolean mayHaveHelpers() {
    boolean helps = false;
    for (MethodShape m : methods) {
      helps |= m.looksOrActs;
    }
    return helps || hasVolatileFields();
  }

  /** True if it declares such a field. */
  boolean hasVolatileFields() {
    for (FieldShape f : fields.values()) {
      if (f.isVolatile()) {
        return true;
      }
    }
    return false;
  }

  boolean isInterface() {
    return (access & Opcodes.ACC_INTERFACE) != 0;
  }

  @Override
  public void visit(
      int version, int access, String name, String sig, String superName, String[] interfaces) {
    this.version = version & 0xFFFF;
    this.access = access;
    this.name = name;
    this.superName = superName;
  }

  @Override
  public void visitSource(String file, String debug) {
    source = file;
  }

  @Override
  public FieldVisitor visitField(int access, String field, String desc, String sig, Object value) {
    addSynthetic(access, field, desc);
    String tag = !names.add(field) ? field + "$" + tags++ : field;
    fields.put(key(field, desc), new FieldShape(name, field, desc, access, tag));
    return null;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String method, String desc, String sig, String[] exceptions) {
    addSynthetic(access, method, desc);
    overridesClone |= method.equals("clone") && desc.startsWith("()");
    finalizes |= method.equals("finalize") && desc.equals("()V");
    MethodShape shape = new MethodShape();
    methods.add(shape);
    if (!overrides && UnitCalls.mayExtend(superName)) {
      overrides = UnitCalls.isWatched(method);
    }
    boolean initialises = method.equals("<clinit>");
    if (fieldsOnly || scan != null && !scan.touches(methods.size() - 1)) {
      return initialises ? new Init(null) : null;
    }
    ShapeVisitor visitor = new ShapeVisitor(this, shape, (access & Opcodes.ACC_STATIC) != 0);
    visitors.add(visitor);
    return initialises ? new Init(visitor) : visitor;
  }

  private void addSynthetic(int access, String member, String desc) {
    int both = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    if ((access & both) == both && member.startsWith("$")) {
      synthetic.add(ProbeFinder.key(member, desc));
    }
  }

  @Override
  public void visitEnd() {
    for (ShapeVisitor v : visitors) {
      v.shape.probeLocals = v.locals(synthetic);
    }
    visitors.clear();
    synthetic.clear();
  }

  private static final class ShapeVisitor extends ProbeFinder {
    private final ClassShape type;
    private final MethodShape shape;
    private final boolean isStatic;
    private final Set<String> read = new HashSet<>();
    private final Set<String> written = new HashSet<>();
    private final Fences fences = new Fences();
    private boolean looks;
    private boolean acts;
    private boolean gets; // elements of lists
    private boolean replaces; // sets them
    private int line;

    ShapeVisitor(ClassShape type, MethodShape shape, boolean isStatic) {
      super(type.name);
      this.type = type;
      this.shape = shape;
      this.isStatic = isStatic;
    }

    @Override
    public void visitInsn(int opcode) {
      super.visitInsn(opcode);
      fences.acted();
      if (opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD
          || opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE) {
        shape.touchesArrays = true;
      } else if (opcode == Opcodes.MONITORENTER || opcode == Opcodes.MONITOREXIT) {
        shape.touchesMonitors = true;
      }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
      super.visitIntInsn(opcode, operand);
      shape.makesArrays |= opcode == Opcodes.NEWARRAY;
    }

    @Override
    public void visitTypeInsn(int opcode, String owner) {
      super.visitTypeInsn(opcode, owner);
      shape.makesArrays |= opcode == Opcodes.ANEWARRAY;
    }

    @Override
    public void visitMultiANewArrayInsn(String desc, int dims) {
      super.visitMultiANewArrayInsn(desc, dims);
      shape.makesArrays = true;
    }

    @Override
    public void visitLabel(Label label) {
      label.info = this; // met: a jump there goes back
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      shape.loops |= label.info == this;
      fences.jumped();
    }

    @Override
    public void visitVarInsn(int opcode, int index) {
      super.visitVarInsn(opcode, index);
      if (opcode == Opcodes.ASTORE && index == 0 && !isStatic) {
        shape.overwritesThis = true;
      }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String desc) {
      super.visitFieldInsn(opcode, owner, name, desc);
      shape.touchesFields = true;
      boolean write = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
      shape.writesFields |= write;
      fences.field(line, name, write);
      Set<String> other = write ? read : written;
      shape.repeats |= !(write ? written : read).add(owner + "." + name);
      if (other.contains(owner + "." + name)) {
        shape.repeats = true;
        shape.updates = true;
        shape.updatesField = true;
      }
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String desc, boolean isInterface) {
      super.visitMethodInsn(opcode, owner, name, desc, isInterface);
      type.clones |= Clones.mayClone(opcode, owner, name, desc);
      fences.call(owner, name);
      if (owner.equals("java/lang/ref/Reference") && name.equals("reachabilityFence")) {
        Fenced.ask();
      }
      int asked = StateQuestions.kind(owner, name);
      if (asked != 0) {
        Weak.ask(asked);
      }
      shape.callsLocks |= LockCalls.acquires(opcode, name);
      looks |= PairWeaving.looks(owner, name, desc);
      acts |= PairWeaving.acts(owner, name, desc);
      shape.writesHandles |= PairWeaving.writes(owner, name);
      gets |= PairWeaving.gets(owner, name, desc);
      replaces |= PairWeaving.replaces(owner, name, desc);
      shape.updates |= looks && acts || gets && replaces;
      shape.looksOrActs = looks || acts;
      shape.called(opcode, type.name, owner, name);
      shape.callsUnits |= UnitCalls.effect(owner, name, desc) != UnitCalls.Effect.NONE;
      shape.callsChecked |=
          !HandedCalls.of(owner, name, desc).isEmpty()
              || BulkCalls.touch(opcode, owner, name, desc)
              || ArrayArguments.touch(opcode, owner, name, desc)
              || HandleCode.accesses(opcode, owner, name)
              || InvokeCode.invokes(owner, name)
              || InvokeCode.spreads(owner, name, desc)
              || CallCode.isWritingOut(owner, name)
              || MemberCode.accesses(owner, name, desc);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String desc, Handle bootstrap, Object... args) {
      super.visitInvokeDynamicInsn(name, desc, bootstrap, args);
      shape.callsChecked |=
          !HandedCalls.joined(bootstrap.getOwner(), desc).isEmpty()
              || RecordCode.looks(name, bootstrap, args);
    }

    @Override
    public void visitLineNumber(int line, Label start) {
      this.line = line;
      if (shape.firstLine == 0) {
        shape.firstLine = line;
      }
    }

    @Override
    public void visitLocalVariable(
        String name, String desc, String sig, Label start, Label end, int index) {
      if (desc.length() > 1 && !name.equals("this")) {
        shape.arguments.putIfAbsent(index, name);
      }
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      shape.ownLocals = maxLocals;
      shape.maxLocals = maxLocals;
      shape.fenced = fences.found();
    }
  }
}
