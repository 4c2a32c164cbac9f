package io.conccheck.agent.weave.loops;

import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Which instructions may order this thread and others: they may take or give a lock, touch a
 * volatile field, or run code that nobody has looked at, and be it a class initialiser.
 */
final class Barriers {

  private static final Set<String> NUMBERS =
      Set.of(
          "java/lang/Math",
          "java/lang/StrictMath",
          "java/lang/Byte",
          "java/lang/Short",
          "java/lang/Character",
          "java/lang/Integer",
          "java/lang/Long",
          "java/lang/Float",
          "java/lang/Double");

  private static final Set<String> OF_STRINGS =
      Set.of("charAt", "length", "isEmpty", "codePointAt", "indexOf", "startsWith", "hashCode");

  private static final String STRING = "java.lang.String";

  private final String type;
  private final LoopFinder.Fields fields;

  /** For code of that class. */
  Barriers(String type, LoopFinder.Fields fields) {
    this.type = type;
    this.fields = fields;
  }

  boolean mayOrder(Code.Insn insn) {
    return switch (insn.opcode()) {
      case Opcodes.MONITORENTER,
          Opcodes.MONITOREXIT,
          Opcodes.NEW,
          Opcodes.INVOKEDYNAMIC,
          Opcodes.INVOKEINTERFACE,
          Opcodes.JSR,
          Opcodes.RET ->
          true;
      case Opcodes.INVOKESPECIAL -> !isCalm(insn);
      case Opcodes.INVOKESTATIC ->
          !(NUMBERS.contains(insn.owner()) && !readsProperties(insn))
              && !(insn.owner().equals("java/lang/System") && insn.name().equals("arraycopy"))
              && !isCalm(insn);
      case Opcodes.INVOKEVIRTUAL ->
          !(insn.owner().equals("java/lang/String") && OF_STRINGS.contains(insn.name()))
              && !(NUMBERS.contains(insn.owner()) && insn.name().endsWith("Value"))
              && !isCalm(insn);
      case Opcodes.GETSTATIC, Opcodes.PUTSTATIC ->
          !insn.owner().equals(type) || mayBeVolatile(insn);
      case Opcodes.GETFIELD, Opcodes.PUTFIELD -> mayBeVolatile(insn);
      case Opcodes.LDC -> insn.owner().indexOf('.') >= 0 && !insn.owner().equals(STRING);
      default -> false;
    };
  }

  /** {@code Integer.getInteger} and the like ask the system properties. */
  private static boolean readsProperties(Code.Insn insn) {
    return insn.name().startsWith("get") && insn.desc().startsWith("(Ljava/lang/String;");
  }

  private boolean isCalm(Code.Insn insn) {
    return fields.isCalm(insn.owner(), insn.name(), insn.desc());
  }

  private boolean mayBeVolatile(Code.Insn insn) {
    return fields.mayBeVolatile(insn.owner(), insn.name(), insn.desc());
  }
}
