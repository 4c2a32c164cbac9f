package io.conccheck.agent.weave;

import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Emits the checks of what calls on memory segments access. */
final class SegmentCode {

  private static final String SEGMENT = "java/lang/foreign/MemorySegment";
  private static final String CHECKS = Names.BOOT + "Segments";
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String LAYOUT = "Ljava/lang/foreign/ValueLayout;";

  private static final Set<String> ELEMENTS = Set.of("get", "set", "getAtIndex", "setAtIndex");
  private static final Map<String, String> ALL =
      Map.of("fill", "writeAll", "toArray", "readAll", "copyFrom", "copyFrom");
  private static final Set<String> COPIES =
      Set.of(
          "(L" + SEGMENT + ";JL" + SEGMENT + ";JJ)V",
          "(L" + SEGMENT + ";" + LAYOUT + "J" + OBJECT + "II)V",
          "(" + OBJECT + "IL" + SEGMENT + ";" + LAYOUT + "JI)V");

  private final MethodVisitor mv;
  private final TrackedLocals locals;
  private final int state;
  private final int site;

  SegmentCode(MethodVisitor mv, TrackedLocals locals, int state, int site) {
    this.mv = mv;
    this.locals = locals;
    this.state = state;
    this.site = site;
  }

  /** True for calls that access elements. */
  static boolean accesses(String owner, String name, String desc) {
    return owner.equals(SEGMENT)
        && (ofElement(name, desc)
            || ALL.containsKey(name)
            || name.equals("copy") && COPIES.contains(desc));
  }

  private static boolean ofElement(String name, String desc) {
    return ELEMENTS.contains(name) && desc.startsWith("(Ljava/lang/foreign/") && size(desc) > 0;
  }

  /** Bytes of what that layout, the first argument, is for; 0 if it is not known. */
  private static int size(String desc) {
    int end = desc.indexOf(';');
    if (desc.charAt(end + 1) != 'J') {
      return 0;
    }
    String layout = desc.substring(desc.lastIndexOf('/', end) + 1, end);
    return switch (layout) {
      case "ValueLayout$OfByte", "ValueLayout$OfBoolean" -> 1;
      case "ValueLayout$OfShort", "ValueLayout$OfChar" -> 2;
      case "ValueLayout$OfInt", "ValueLayout$OfFloat" -> 4;
      case "ValueLayout$OfLong", "ValueLayout$OfDouble", "AddressLayout" -> 8;
      default -> 0;
    };
  }

  /** Emits the check; what the call takes stays on the stack. */
  void check(String name, String desc) {
    Type[] args = Type.getArgumentTypes(desc);
    for (int i = args.length - 1; i >= 0; i--) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ISTORE), argument(i));
    }
    if (name.equals("copy")) {
      copied(args);
    } else {
      mv.visitInsn(Opcodes.DUP);
      if (ofElement(name, desc)) {
        element(name, size(desc));
      } else if (name.equals("copyFrom")) {
        mv.visitVarInsn(Opcodes.ALOAD, argument(0));
        end("copyFrom", OBJECT + OBJECT);
      } else {
        end(ALL.get(name), OBJECT);
      }
    }
    for (int i = 0; i < args.length; i++) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ILOAD), argument(i));
    }
  }

  private void element(String name, int size) {
    mv.visitVarInsn(Opcodes.LLOAD, argument(1));
    if (name.endsWith("AtIndex")) {
      mv.visitLdcInsn((long) size);
      mv.visitInsn(Opcodes.LMUL);
    }
    mv.visitLdcInsn((long) size);
    end(name.startsWith("set") ? "write" : "read", OBJECT + "JJ");
  }

  /** All arguments but layouts, which the array tells. */
  private void copied(Type[] args) {
    StringBuilder taken = new StringBuilder();
    for (int i = 0; i < args.length; i++) {
      if (!args[i].getDescriptor().equals(LAYOUT)) {
        mv.visitVarInsn(args[i].getOpcode(Opcodes.ILOAD), argument(i));
        taken.append(args[i].getSort() == Type.OBJECT ? OBJECT : args[i].getDescriptor());
      }
    }
    end("copy", taken.toString());
  }

  private void end(String check, String args) {
    mv.visitVarInsn(Opcodes.ALOAD, state);
    MethodContext.pushInt(mv, site);
    String desc = "(" + args + Names.STATE_DESC + "I)V";
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, CHECKS, check, desc, false);
  }

  private int argument(int i) {
    return locals.scratch(3 + i);
  }
}
