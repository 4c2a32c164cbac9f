package io.conccheck.agent.weave.loops;

import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;

/** Tells from a class file whether a method does nothing but return. */
public final class EmptyBody {

  private EmptyBody() {}

  /**
   * True if there is a method of that kind and every one is empty.
   *
   * @param prefix what the method's name begins with
   * @param suffix what its descriptor ends with
   */
  public static boolean all(byte[] classFile, String prefix, String suffix) {
    List<Code> codes =
        Code.of(classFile, (name, desc) -> name.startsWith(prefix) && desc.endsWith(suffix));
    boolean empty = !codes.isEmpty();
    for (Code code : codes) {
      empty &= isEmpty(code);
    }
    return empty;
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
