package io.conccheck.agent.weave;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Run by the build: makes the class that hands classes to the boot loader, a {@code Consumer} of
 * their bytes. It calls what {@code java.base} does not export, which no compiler lets through, and
 * a call by reflection would have the JVM make method handles for tens of milliseconds.
 */
final class DefinerWriter {

  private static final String NAME = "io/conccheck/agent/Definer";
  private static final String UNSAFE = "jdk/internal/misc/Unsafe";

  private DefinerWriter() {}

  /**
   * Writes the class file.
   *
   * @param args the folder that is the root of the agent jar
   */
  public static void main(String[] args) throws IOException {
    ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    type.visit(
        Opcodes.V17,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
        NAME,
        null,
        "java/lang/Object",
        new String[] {"java/util/function/Consumer"});
    MethodVisitor init = type.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    init.visitCode();
    init.visitVarInsn(Opcodes.ALOAD, 0);
    init.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    init.visitInsn(Opcodes.RETURN);
    init.visitMaxs(0, 0);
    accept(type.visitMethod(Opcodes.ACC_PUBLIC, "accept", "(Ljava/lang/Object;)V", null, null));
    type.visitEnd();
    Path file = Path.of(args[0]).resolve(NAME + ".class");
    Files.createDirectories(file.getParent());
    Files.write(file, type.toByteArray());
  }

  private static void accept(MethodVisitor code) {
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitTypeInsn(Opcodes.CHECKCAST, "[B");
    code.visitVarInsn(Opcodes.ASTORE, 1);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, UNSAFE, "getUnsafe", "()L" + UNSAFE + ";", false);
    code.visitInsn(Opcodes.ACONST_NULL); // whatever it is called
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitInsn(Opcodes.ICONST_0);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitInsn(Opcodes.ARRAYLENGTH);
    code.visitInsn(Opcodes.ACONST_NULL); // the boot loader
    code.visitInsn(Opcodes.ACONST_NULL);
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        UNSAFE,
        "defineClass",
        "(Ljava/lang/String;[BIILjava/lang/ClassLoader;Ljava/security/ProtectionDomain;)"
            + "Ljava/lang/Class;",
        false);
    code.visitInsn(Opcodes.POP);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
  }
}
