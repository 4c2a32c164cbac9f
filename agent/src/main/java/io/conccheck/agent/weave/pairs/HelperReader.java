package io.conccheck.agent.weave.pairs;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Reads the helpers of one class that is not loaded yet. */
final class HelperReader extends ClassVisitor {

  private final Volatiles volatiles;
  private final Map<String, Code> codes = new HashMap<>();
  private String type;
  private String source;
  private boolean helps; // has fields that helpers look at; fields come before methods

  HelperReader(Volatiles volatiles) {
    super(Opcodes.ASM9);
    this.volatiles = volatiles;
  }

  /** The helpers by name and descriptor. */
  Map<String, Helper> read(ClassReader reader) {
    reader.accept(this, ClassReader.SKIP_FRAMES);
    return new Helpers(type, source, volatiles, codes, null).all(Set.of());
  }

  @Override
  public void visit(
      int version, int access, String name, String sig, String superName, String[] interfaces) {
    type = name;
  }

  @Override
  public void visitSource(String file, String debug) {
    source = file;
  }

  @Override
  public FieldVisitor visitField(int access, String name, String desc, String sig, Object value) {
    helps |= (access & Opcodes.ACC_VOLATILE) != 0 || desc.startsWith("Ljava/util/");
    return null;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String desc, String sig, String[] exceptions) {
    if (!helps || name.charAt(0) == '<' || (access & Opcodes.ACC_PRIVATE) != 0) {
      return null;
    }
    Code code = new Code((access & Opcodes.ACC_STATIC) != 0, desc);
    codes.put(name + desc, code);
    return code;
  }
}
