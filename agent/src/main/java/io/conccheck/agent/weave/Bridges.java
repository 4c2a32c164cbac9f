package io.conccheck.agent.weave;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Calls of accessors. Those of the class itself are called straight; for the fields of others a
 * private bridge stands between, which catches the linkage error if the other class turns out not
 * to be woven after all. The JIT inlines it, and no access can break the program.
 */
final class Bridges {

  private static final int ACCESS =
      Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;

  private final ClassShape caller;
  private final Map<String, Bridge> bridges = new LinkedHashMap<>();

  private final List<List<String>> free = new ArrayList<>(); // of a class that exists; else empty

  private record Bridge(String name, String owner, String accessor, boolean isStatic) {}

  /**
   * For a class.
   *
   * @param there what the class has if it exists already: bridges are taken from among those, and
   *     all of them stay; null if it is only being loaded
   */
  Bridges(ClassShape caller, MethodsThere there) {
    this.caller = caller;
    if (there != null) {
      free.add(new ArrayList<>(there.bridges(false)));
      free.add(new ArrayList<>(there.bridges(true)));
    }
  }

  static String name(int number) {
    return Names.PREFIX + "bridge$" + number;
  }

  /** The name of a new bridge; null if there can be none. */
  private String take(boolean isStatic) {
    if (free.isEmpty()) {
      return name(bridges.size());
    }
    List<String> names = free.get(isStatic ? 1 : 0);
    return names.isEmpty() ? null : names.remove(names.size() - 1);
  }

  static String desc(boolean isStatic) {
    return isStatic
        ? "(" + Names.STATE_DESC + "I)V"
        : "(Ljava/lang/Object;" + Names.STATE_DESC + "I)V";
  }

  /** Emits the call; receiver if any, state and site are on the stack. */
  void call(MethodVisitor mv, String owner, FieldShape field, String accessor) {
    String desc = desc(field.isStatic());
    if (field.owner().equals(caller.name) && !caller.isInterface()) {
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, caller.name, accessor, desc, false);
      return;
    }
    String key = owner + "." + accessor;
    Bridge b = bridges.get(key);
    if (b == null) {
      String name = take(field.isStatic());
      if (name == null) {
        mv.visitInsn(Opcodes.POP2); // an access that goes unwatched
        if (!field.isStatic()) {
          mv.visitInsn(Opcodes.POP);
        }
        return;
      }
      b = new Bridge(name, owner, accessor, field.isStatic());
      bridges.put(key, b);
    }
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, caller.name, b.name, desc, caller.isInterface());
  }

  /** Adds all bridges that were called. */
  void emit(ClassVisitor cv) {
    for (Bridge b : bridges.values()) {
      emit(cv, b);
    }
    for (int kind = 0; kind < free.size(); kind++) {
      for (String name : free.get(kind)) {
        MethodVisitor mv = cv.visitMethod(ACCESS, name, desc(kind == 1), null, null);
        mv.visitCode();
        mv.visitInsn(Opcodes.RETURN);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
      }
    }
  }

  private void emit(ClassVisitor cv, Bridge b) {
    MethodVisitor mv = cv.visitMethod(ACCESS, b.name, desc(b.isStatic), null, null);
    mv.visitCode();
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    mv.visitTryCatchBlock(start, end, handler, "java/lang/LinkageError");
    mv.visitLabel(start);
    int at = 0;
    if (!b.isStatic) {
      mv.visitVarInsn(Opcodes.ALOAD, at++);
    }
    mv.visitVarInsn(Opcodes.ALOAD, at++);
    mv.visitVarInsn(Opcodes.ILOAD, at);
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, b.owner, b.accessor, desc(b.isStatic), false);
    mv.visitLabel(end);
    mv.visitInsn(Opcodes.RETURN);
    mv.visitLabel(handler);
    if (caller.version >= Opcodes.V1_6) {
      Object[] locals =
          b.isStatic
              ? new Object[] {Names.STATE, Opcodes.INTEGER}
              : new Object[] {"java/lang/Object", Names.STATE, Opcodes.INTEGER};
      mv.visitFrame(
          Opcodes.F_NEW, locals.length, locals, 1, new Object[] {"java/lang/LinkageError"});
    }
    mv.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        Names.BOOT + "Failures",
        "unwoven",
        "(Ljava/lang/Throwable;)V",
        false);
    mv.visitInsn(Opcodes.RETURN);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
  }
}
