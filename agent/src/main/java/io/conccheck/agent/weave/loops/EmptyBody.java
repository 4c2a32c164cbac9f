package io.conccheck.agent.weave.loops;

import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;

/** Tells from a class file whether a method does nothing but return. */
public final class EmptyBody {

  private EmptyBody() {}

  /** True if the class has that very method and it is empty. */
  public static boolean is(byte[] classFile, String name, String descriptor) {
    List<Code> codes = Code.of(classFile, (n, d) -> n.equals(name) && d.equals(descriptor));
    return codes.size() == 1 && isEmpty(codes.get(0));
  }

  private static boolean isEmpty(Code code) {
    boolean returns = false;
    for (int i = 0; i < code.size(); i++) {
      int opcode = code.at(i).opcode();
      if (opcode == Opcodes.RETURN) {
        returns = true;
      } else if (opcode >= 0 && opcode != Opcodes.NOP) {
        return false;
      }
    }
    return returns;
  }
}
