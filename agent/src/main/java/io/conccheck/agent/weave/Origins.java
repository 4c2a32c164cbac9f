package io.conccheck.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Names what lies on the operand stack by where it was loaded from: {@code com.acme.Grid.cells}, or
 * {@code com.acme.Grid.cells[]} for a row of it. Only names for reports hang on it, so whatever is
 * not plain straight-line loading is unknown: where control may join, everything is forgotten.
 */
final class Origins {

  private final List<String> stack = new ArrayList<>(); // one entry a slot, null for unknown
  private final Map<Integer, String> locals = new HashMap<>();
  private final Set<Integer> probes;
  private final Map<Integer, String> arguments;

  /** Origin of the value that many slots below the top, or null. */
  String peek(int depth) {
    int i = stack.size() - 1 - depth;
    return i < 0 ? null : stack.get(i);
  }

  private final int firstArgument;
  private final int lastArgument;

  /**
   * Of a method whose arguments, but for the receiver, are in those locals, both inclusive.
   *
   * @param arguments names of arguments by local, as far as known
   * @param probes the locals that hold the probes of a coverage tool
   */
  Origins(
      int firstArgument, int lastArgument, Set<Integer> probes, Map<Integer, String> arguments) {
    this.probes = probes;
    this.arguments = arguments;
    this.firstArgument = firstArgument;
    this.lastArgument = lastArgument;
  }

  /** An argument of the method; its name may follow. */
  private static final String ARGUMENT = "\1";

  /** True if others may have the object too: it comes from a field or from outside the method. */
  static boolean isShared(String origin) {
    return origin != null && !origin.equals(FRESH) && !origin.startsWith(PART);
  }

  /** Begins the origin of a view or an iterator of what came from there. */
  private static final String PART = "\4";

  /** A call whose result belongs to its receiver. */
  void part(String desc) {
    String receiver = peek((Type.getArgumentsAndReturnSizes(desc) >> 2) - 1);
    String whole = name(receiver);
    call(Opcodes.INVOKEVIRTUAL, desc);
    pop(1);
    value(whole == null ? null : PART + whole, 1);
  }

  /** Control may come from elsewhere. */
  void join() {
    stack.clear();
    locals.clear();
  }

  /** Ends the origin of what was loaded from a final field of an object. */
  private static final String FINAL = "\0";

  static boolean byFinal(String origin) {
    return origin != null && origin.endsWith(FINAL);
  }

  /** An access of that field; {@code isFinal} if it is a final one of an object. */
  void field(int opcode, String field, String desc, boolean isFinal) {
    String symbol = isFinal ? field + FINAL : field;
    int size = Type.getType(desc).getSize();
    switch (opcode) {
      case Opcodes.GETFIELD -> {
        pop(1);
        value(symbol, size);
      }
      case Opcodes.GETSTATIC -> value(symbol, size);
      case Opcodes.PUTFIELD -> pop(size + 1);
      default -> pop(size);
    }
  }

  /** Where the object whose field is accessed next came from, or null. */
  String owner(int opcode, String desc) {
    return switch (opcode) {
      case Opcodes.GETFIELD -> peek(0);
      case Opcodes.PUTFIELD -> peek(Type.getType(desc).getSize());
      default -> null;
    };
  }

  /** A local that holds a value from there at the method's beginning. */
  void name(int slot, String origin) {
    locals.put(slot, origin);
  }

  private String origin(int slot) {
    if (probes.contains(slot)) {
      return PROBES;
    }
    String known = locals.get(slot);
    boolean isArgument = slot >= firstArgument && slot <= lastArgument;
    if (known != null || !isArgument || locals.containsKey(slot)) {
      return known;
    }
    String name = arguments.get(slot);
    return name == null ? ARGUMENT : ARGUMENT + name;
  }

  void local(int opcode, int slot) {
    switch (opcode) {
      case Opcodes.ALOAD -> value(origin(slot), 1);
      case Opcodes.ILOAD, Opcodes.FLOAD -> push(1);
      case Opcodes.LLOAD, Opcodes.DLOAD -> push(2);
      case Opcodes.ASTORE -> {
        locals.put(slot, FRESH_ARRAY.equals(peek(0)) ? null : peek(0));
        pop(1);
      }
      case Opcodes.ISTORE, Opcodes.FSTORE -> pop(1);
      case Opcodes.LSTORE, Opcodes.DSTORE -> pop(2);
      default -> join();
    }
  }

  /** An object that was made in this method. */
  static final String FRESH = "";

  /** An array that was made in this method and has lain on the stack alone. */
  static final String FRESH_ARRAY = "\3";

  /** The array in which a coverage tool keeps its probes. */
  static final String PROBES = " ";

  /** The origin of a value as a reader would name it, or null. */
  static String name(String origin) {
    if (origin == null || FRESH.equals(origin)) {
      return null;
    }
    if (origin.startsWith(PART)) {
      return origin.substring(PART.length());
    }
    if (origin.charAt(0) <= ' ') {
      return null;
    }
    return byFinal(origin) ? origin.substring(0, origin.length() - FINAL.length()) : origin;
  }

  /** A call without arguments that gives an array, which goes by its name. */
  void got(int opcode, String name, String desc) {
    call(opcode, desc);
    pop(1);
    value(ARGUMENT + name + "()", 1);
  }

  /** True if the value is an argument whose name is known, or a row of one. */
  static boolean isNamedArgument(String origin) {
    return origin != null && origin.length() > 1 && origin.startsWith(ARGUMENT);
  }

  /** Like {@link #name}, but of an argument its name. */
  static String nameOrArgument(String origin) {
    return isNamedArgument(origin) ? origin.substring(ARGUMENT.length()) : name(origin);
  }

  /** A call whose result is its receiver. */
  void chain(String desc) {
    String receiver = peek((Type.getArgumentsAndReturnSizes(desc) >> 2) - 1);
    call(Opcodes.INVOKEVIRTUAL, desc);
    pop(1);
    value(receiver, 1);
  }

  void call(int opcode, String desc) {
    int sizes = Type.getArgumentsAndReturnSizes(desc);
    pop((sizes >> 2) - (opcode == Opcodes.INVOKESTATIC || opcode == Opcodes.INVOKEDYNAMIC ? 1 : 0));
    push(sizes & 3);
  }

  void type(int opcode) {
    switch (opcode) {
      case Opcodes.NEW -> value(FRESH, 1);
      case Opcodes.NEWARRAY, Opcodes.ANEWARRAY -> {
        pop(1);
        value(FRESH_ARRAY, 1);
      }
      case Opcodes.CHECKCAST -> {}
      default -> {
        pop(1);
        push(1);
      }
    }
  }

  void constant(Object value) {
    boolean wide = value instanceof Long || value instanceof Double;
    value(value instanceof Number ? NUMBER + value : null, wide ? 2 : 1);
  }

  /** Begins the origin of a number that stands in the code; alone it is null. */
  private static final String NUMBER = "\2";

  /** The number, or null, on top of the stack, taking so many slots; null if it is none. */
  String number(int slots) {
    String origin = peek(slots - 1);
    return origin != null && origin.startsWith(NUMBER) ? origin : null;
  }

  void insn(int opcode) {
    switch (opcode) {
      case Opcodes.AALOAD -> {
        String array = peek(1);
        pop(2);
        String row = isNamedArgument(array) ? array : name(array);
        value(row == null ? null : row + (byFinal(array) ? "[]" + FINAL : "[]"), 1);
      }
      case Opcodes.ICONST_M1,
          Opcodes.ICONST_0,
          Opcodes.ICONST_1,
          Opcodes.ICONST_2,
          Opcodes.ICONST_3,
          Opcodes.ICONST_4,
          Opcodes.ICONST_5 ->
          value(NUMBER + (opcode - Opcodes.ICONST_0), 1);
      case Opcodes.ACONST_NULL -> value(NUMBER, 1); // no number has an empty text
      case Opcodes.LCONST_0, Opcodes.LCONST_1 -> value(NUMBER + (opcode - Opcodes.LCONST_0), 2);
      case Opcodes.DUP -> value(peek(0), 1);
      case Opcodes.DUP2 -> {
        String under = peek(1);
        String top = peek(0);
        value(under, 1);
        value(top, 1);
      }
      case Opcodes.DUP_X1 -> insert(1, 1);
      case Opcodes.DUP_X2 -> insert(1, 2);
      case Opcodes.DUP2_X1 -> insert(2, 1);
      case Opcodes.DUP2_X2 -> insert(2, 2);
      case Opcodes.SWAP -> {
        String top = peek(0);
        String under = peek(1);
        pop(2);
        value(top, 1);
        value(under, 1);
      }
      default -> {
        pop(Slots.popped(opcode));
        push(Slots.pushed(opcode));
      }
    }
  }

  /** A conditional jump falls through with what lies below its operands. */
  void jump(int opcode) {
    if (opcode >= Opcodes.IF_ICMPEQ && opcode <= Opcodes.IF_ACMPNE) {
      pop(2);
    } else if (opcode == Opcodes.GOTO || opcode == Opcodes.JSR) {
      join();
    } else {
      pop(1);
    }
  }

  /** Puts a copy of the top slots under the slots below them. */
  private void insert(int slots, int below) {
    int n = slots + below;
    List<String> top = new ArrayList<>();
    for (int i = n - 1; i >= 0; i--) {
      top.add(peek(i));
    }
    pop(n);
    stack.addAll(top.subList(below, n));
    stack.addAll(top);
  }

  private void value(String origin, int size) {
    stack.add(origin);
    if (size == 2) {
      stack.add(null);
    }
  }

  private void pop(int slots) {
    for (int i = 0; i < slots && !stack.isEmpty(); i++) {
      stack.remove(stack.size() - 1);
    }
  }

  private void push(int slots) {
    for (int i = 0; i < slots; i++) {
      stack.add(null);
    }
  }
}
