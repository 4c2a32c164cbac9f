package io.conccheck.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.agent.state.Sites;
import io.conccheck.agent.state.Tables;
import io.conccheck.agent.state.Variables;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

class LargeMethodsTest {

  private static final int LIMIT = 8_000;

  /** A class with a method of so many writes of a field. */
  private static byte[] withWrites(String name, int writes) {
    ClassWriter w = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    w.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    w.visitField(0, "x", "I", null, null).visitEnd();
    MethodVisitor m = w.visitMethod(Opcodes.ACC_PUBLIC, "fill", "(I)V", null, null);
    m.visitCode();
    for (int i = 0; i < writes; i++) {
      m.visitVarInsn(Opcodes.ALOAD, 0);
      m.visitVarInsn(Opcodes.ILOAD, 1);
      m.visitFieldInsn(Opcodes.PUTFIELD, name, "x", "I");
      m.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Thread", "yield", "()V", false);
    }
    m.visitInsn(Opcodes.RETURN);
    m.visitMaxs(0, 0);
    m.visitEnd();
    w.visitEnd();
    return w.toByteArray();
  }

  private static byte[] weave(byte[] bytes) {
    Weaver weaver = new Weaver(true, true, true, new Sites(1 << 16), new Variables(), name -> true);
    return weaver.weave(LargeMethodsTest.class.getClassLoader(), bytes);
  }

  @Test
  void methodsThatOutgrowTheLimitAreNamed() {
    byte[] large = withWrites("generated/Large", 880);
    assertThat(CodeSizes.over(new ClassReader(large), LIMIT)).isEmpty();
    assertThat(CodeSizes.over(new ClassReader(weave(large)), LIMIT)).isEqualTo(Set.of("fill(I)V"));
    weave(withWrites("generated/Small", 8));
    weave(withWrites("generated/LargeItself", 1_200));
    assertThat(Tables.LARGE_METHODS.named())
        .contains("generated.Large#fill")
        .doesNotContain("generated.Small#fill", "generated.LargeItself#fill");
  }
}
