package io.conccheck.agent.weave.loops;

import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;

/** What calls do with the arrays that they are handed. */
final class Keepers {

  private static final Set<String> OF_ARRAYS =
      Set.of(
          "fill",
          "sort",
          "copyOf",
          "copyOfRange",
          "equals",
          "hashCode",
          "toString",
          "binarySearch");

  private static final Set<String> WITHOUT_ORDER =
      Set.of(
          "java/lang/invoke/VarHandle",
          "java/lang/invoke/MethodHandle",
          "java/lang/reflect/Field",
          "java/lang/reflect/Array",
          "sun/misc/Unsafe",
          "jdk/internal/misc/Unsafe");

  private Keepers() {}

  /** True if no argument can be reached from anywhere else when the call has ended. */
  static boolean keepNothing(Code.Insn call) {
    if (call.opcode() != Opcodes.INVOKESTATIC) {
      return call.opcode() == Opcodes.INVOKESPECIAL
          && call.owner().equals("java/lang/String")
          && call.name().equals("<init>");
    }
    return switch (call.owner()) {
      case "java/lang/System" -> call.name().equals("arraycopy");
      case "java/util/Arrays" -> OF_ARRAYS.contains(call.name()) && !fillsIn(call);
      case "java/lang/String" -> call.desc().startsWith("([C");
      default -> false;
    };
  }

  /** True if the array is filled with an object, which is reached through it then. */
  private static boolean fillsIn(Code.Insn call) {
    return call.name().equals("fill") && call.desc().endsWith("Ljava/lang/Object;)V");
  }

  /** True if it may make a reference known to others without any order and without a race. */
  static boolean publishWithoutOrder(Code.Insn call) {
    return WITHOUT_ORDER.contains(call.owner())
        || call.name().contains("Plain")
        || call.name().contains("Opaque");
  }
}
