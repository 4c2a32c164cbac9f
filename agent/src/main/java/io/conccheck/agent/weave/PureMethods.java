package io.conccheck.agent.weave;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Finds out whether methods of the program's own compute the same whenever they get the same:
 * nothing but constants, arguments, final fields, elements of arrays of numbers, and methods of
 * that kind. Whoever changes such an element without order races there, and is told of that. Reads
 * class files, loads none; a method that cannot be found is not pure. For one thread.
 */
final class PureMethods {

  private static final int DEPTH = 6;

  private static final Set<String> OWNERS =
      Set.of(
          "java/lang/String",
          "java/lang/StringBuilder",
          "java/lang/Integer",
          "java/lang/Long",
          "java/lang/Double",
          "java/lang/Float",
          "java/lang/Short",
          "java/lang/Byte",
          "java/lang/Character",
          "java/lang/Boolean",
          "java/lang/Math");

  private final ClassLoader loader;
  private final Map<String, ClassReader> classes = new HashMap<>();
  private final Map<String, Boolean> known = new HashMap<>();

  /** For code of that class, which the loader is about to load. */
  PureMethods(ClassLoader loader, String name, ClassReader reader) {
    this.loader = loader;
    classes.put(name, reader);
  }

  /** A call whose target the class file alone tells. */
  record Call(int opcode, String owner, String name, String desc) {}

  boolean isPure(Call call) {
    return isPure(call, DEPTH);
  }

  private boolean isPure(Call call, int depth) {
    String key = call.owner + "." + call.name + call.desc;
    Boolean before = known.get(key);
    if (before != null) {
      return before;
    }
    known.put(key, false); // one that calls itself
    boolean pure = depth > 0 && look(call, depth);
    known.put(key, pure);
    return pure;
  }

  private boolean look(Call call, int depth) {
    ClassReader reader = call.owner.charAt(0) == '[' ? null : reader(call.owner);
    if (reader == null) {
      return false;
    }
    Target target = new Target(call, depth, (reader.getAccess() & Opcodes.ACC_FINAL) != 0);
    reader.accept(target, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return target.found && target.pure;
  }

  private ClassReader reader(String name) {
    if (!classes.containsKey(name)) {
      classes.put(name, name.startsWith("java/") || loader == null ? null : read(name));
    }
    return classes.get(name);
  }

  private ClassReader read(String name) {
    try (InputStream in = loader.getResourceAsStream(name + ".class")) {
      return in == null ? null : new ClassReader(in.readAllBytes());
    } catch (IOException | RuntimeException e) {
      return null; // then nothing is known of what it does
    }
  }

  /** True for a call of the JDK that hangs on its arguments alone, and may make new text. */
  static boolean ofJdk(String owner, String name) {
    boolean reads = name.startsWith("get") && owner.equals("sun/misc/Unsafe");
    boolean property =
        name.startsWith("get") && !name.equals("getBytes") && !name.equals("getChars");
    boolean text = owner.equals("java/lang/StringBuilder");
    return OWNERS.contains(owner) && (text || !property)
        || reads && isOfNumber(name)
        || fails(owner, name);
  }

  private static boolean isOfNumber(String name) {
    return name.equals("getByte")
        || name.equals("getShort")
        || name.equals("getChar")
        || name.equals("getInt")
        || name.equals("getLong");
  }

  private static boolean fails(String owner, String name) {
    return name.equals("<init>") && owner.startsWith("java/lang/") && owner.endsWith("Exception");
  }

  /** The method that is called, in its class. */
  private final class Target extends ClassVisitor {
    private final Call call;
    private final int depth;
    private final boolean finalClass;
    private final Map<String, Boolean> finals = new HashMap<>(); // fields, which come first
    boolean found;
    boolean pure;

    Target(Call call, int depth, boolean finalClass) {
      super(Opcodes.ASM9);
      this.call = call;
      this.depth = depth;
      this.finalClass = finalClass;
    }

    @Override
    public FieldVisitor visitField(int access, String name, String desc, String sig, Object value) {
      finals.put(name + desc, (access & Opcodes.ACC_FINAL) != 0);
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String desc, String sig, String[] exceptions) {
      int fixed = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
      int bad = Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT;
      if (!name.equals(call.name) || !desc.equals(call.desc)) {
        return null;
      }
      found = (finalClass || (access & fixed) != 0) && (access & bad) == 0;
      pure = found;
      return found ? new Body(this) : null;
    }
  }

  /** What the method does. */
  private final class Body extends PureBody {
    private final Target target;

    Body(Target target) {
      this.target = target;
    }

    @Override
    void impure() {
      target.pure = false;
    }

    @Override
    boolean isFinal(String owner, String field) {
      return owner.equals(target.call.owner) && target.finals.getOrDefault(field, false);
    }

    @Override
    boolean isPure(Call call) {
      return ofJdk(call.owner, call.name) || PureMethods.this.isPure(call, target.depth - 1);
    }
  }
}
