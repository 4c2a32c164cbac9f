package io.conccheck.agent.weave;

import io.conccheck.agent.weave.pairs.LookLoopFinder;
import java.util.BitSet;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Finds the methods of a class that have to do with locks, threads or waiting, from the bytes alone
 * (JVMS 4.4 to 4.7): most classes have none, and a visit of their code costs ten times as much.
 * Says of no method in vain that it has nothing to do with them.
 */
final class LockScan {

  /** Numbers of methods with monitors, calls that acquire, or calls that are replaced. */
  final BitSet methods = new BitSet();

  /** Of those, the synchronized methods that end soon and can ask for no lock meanwhile. */
  final BitSet brief = new BitSet();

  /** Numbers of methods that may have a loop which only looks. */
  final BitSet loops = new BitSet();

  private static final String CODE = "Code";
  private static final byte UNKNOWN = 0;
  private static final byte PLAIN = 1;
  private static final byte LOCKS = 2;

  private static final int LDC_W = 0x13;
  private static final int LDC2_W = 0x14;
  private static final int INTEGER = 3; // tags of constants
  private static final int DOUBLE = 6;
  private static final int STRING = 8;
  private static final int METHOD = 10;
  private static final int INTERFACE_METHOD = 11;
  private static final int METHOD_HANDLE = 15;

  private final ClassReader reader;
  private final HookTable hooks;
  private final String type;
  private final char[] buffer;
  private final byte[] calls; // by constant: what a call of it is
  private final byte[] looks; // by constant: PLAIN if a loop that only looks cannot call it
  private final boolean handles; // calls that are woven may hide behind references
  private int at;

  private LockScan(ClassReader reader, HookTable hooks) {
    this.reader = reader;
    this.hooks = hooks;
    this.type = reader.getClassName();
    this.buffer = new char[reader.getMaxStringLength()];
    this.calls = new byte[reader.getItemCount()];
    this.looks = new byte[calls.length];
    this.handles = hasHandles();
  }

  /** Scans all methods; each has its number by its place in the class file. */
  static LockScan of(ClassReader reader, HookTable hooks) {
    LockScan scan = new LockScan(reader, hooks);
    scan.at = reader.header + 6; // behind access flags, this and super class
    int interfaces = scan.two();
    scan.at += 2 * interfaces;
    for (int fields = scan.two(); fields > 0; fields--) {
      scan.member(-1);
    }
    int all = scan.two();
    for (int i = 0; i < all; i++) {
      scan.member(i);
    }
    return scan;
  }

  /** True if there may be anything to weave into the method of that number. */
  boolean touches(int method) {
    return methods.get(method) || loops.get(method);
  }

  boolean isEmpty() {
    return methods.isEmpty() && loops.isEmpty();
  }

  private boolean hasHandles() {
    for (int i = 1; i < calls.length; i++) {
      int item = reader.getItem(i);
      if (item != 0 && reader.readByte(item - 1) == METHOD_HANDLE) {
        int to = reader.readUnsignedShort(item + 1);
        int tag = reader.readByte(reader.getItem(to) - 1);
        if ((tag == METHOD || tag == INTERFACE_METHOD) && call(to) == LOCKS) {
          return true;
        }
      }
    }
    return false;
  }

  /** Passes over a field or a method, and over its code if it has a number. */
  private void member(int method) {
    boolean whole = method >= 0 && (two(at) & Opcodes.ACC_SYNCHRONIZED) != 0;
    boolean locks = whole;
    at += 6; // access flags, name and descriptor
    for (int attributes = two(); attributes > 0; attributes--) {
      if (method >= 0 && CODE.equals(reader.readUTF8(at, buffer))) {
        int start = at + 14; // behind the attribute's name and length, the sizes and the length
        int end = start + reader.readInt(at + 10);
        locks |= code(start, end, method);
        brief.set(method, whole && catchesBelow(end) && isBrief(start, end));
      }
      at += 6 + reader.readInt(at + 2);
    }
    if (locks) {
      methods.set(method);
    }
  }

  private int two() {
    at += 2;
    return two(at - 2);
  }

  private int two(int offset) {
    return reader.readUnsignedShort(offset);
  }

  /** True if the code has to do with locks. */
  private boolean code(int start, int end, int method) {
    boolean locks = false;
    int chain = start; // all from here on falls through to where we are
    int change = -1; // the last that no loop has which only looks
    for (int pc = start; pc < end; ) {
      int op = reader.readByte(pc);
      if (op == Opcodes.MONITORENTER || op == Opcodes.MONITOREXIT) {
        locks = true;
      } else if (op >= Opcodes.INVOKEVIRTUAL && op <= Opcodes.INVOKEINTERFACE) {
        locks |= call(two(pc + 1)) == LOCKS;
        change = mayLook(two(pc + 1)) ? change : pc;
      } else if (op == Opcodes.INVOKEDYNAMIC) {
        locks |= handles;
        change = pc;
      } else if (changes(op)) {
        change = pc;
      }
      if (Instructions.jumps(op)) {
        int by = Instructions.jump(reader, op, pc);
        if (by <= 0 && change < Math.max(chain, pc + by)) {
          loops.set(method);
        }
      }
      int length = Instructions.length(reader, op, pc, start);
      pc += length;
      if (Instructions.ends(op)) {
        chain = pc;
      }
    }
    return locks;
  }

  /**
   * True if what is thrown never leads back, by the table of handlers that lies there. What they
   * catch is loaded since the class was verified (JVMS 4.10): whoever verifies it asks whether that
   * is a {@code Throwable}.
   */
  private boolean catchesBelow(int table) {
    int entry = table + 2;
    for (int left = two(table); left > 0; left--) {
      if (two(entry + 4) < two(entry + 2)) { // the handler lies before the end of its range
        return false;
      }
      entry += 8;
    }
    return true;
  }

  /** True if nothing is called, loaded or initialised, and nothing goes round. */
  private boolean isBrief(int start, int end) {
    for (int pc = start; pc < end; ) {
      int op = reader.readByte(pc);
      boolean brief =
          switch (op) {
            case Opcodes.LDC -> isPlain(reader.readByte(pc + 1));
            case LDC_W, LDC2_W -> isPlain(two(pc + 1));
            case Opcodes.GETSTATIC, Opcodes.PUTSTATIC ->
                reader.readClass(reader.getItem(two(pc + 1)), buffer).equals(type);
            case Opcodes.MONITORENTER, Opcodes.MULTIANEWARRAY, Opcodes.NEW, Opcodes.ANEWARRAY ->
                false;
            case Opcodes.CHECKCAST, Opcodes.INSTANCEOF -> false;
            default ->
                !(op >= Opcodes.INVOKEVIRTUAL && op <= Opcodes.INVOKEDYNAMIC)
                    && !(Instructions.jumps(op) && Instructions.jump(reader, op, pc) <= 0)
                    && op != Opcodes.TABLESWITCH
                    && op != Opcodes.LOOKUPSWITCH;
          };
      if (!brief) {
        return false;
      }
      pc += Instructions.length(reader, op, pc, start);
    }
    return true;
  }

  /** True for a constant that loads no class. */
  private boolean isPlain(int constant) {
    int tag = reader.readByte(reader.getItem(constant) - 1);
    return tag == STRING || tag >= INTEGER && tag <= DOUBLE;
  }

  private static boolean changes(int op) {
    return op >= Opcodes.IASTORE && op <= Opcodes.SASTORE
        || op == Opcodes.PUTFIELD
        || op == Opcodes.PUTSTATIC
        || op == Opcodes.IINC
        || op >= Opcodes.NEW && op <= Opcodes.ANEWARRAY
        || op == Opcodes.MULTIANEWARRAY;
  }

  private byte call(int constant) {
    byte known = calls[constant];
    if (known == UNKNOWN) {
      int method = reader.getItem(constant);
      int named = reader.getItem(two(method + 2));
      String name = reader.readUTF8(named, buffer);
      String desc = reader.readUTF8(named + 2, buffer);
      boolean locks =
          LockCalls.acquires(Opcodes.INVOKEVIRTUAL, name)
              || AliveCode.asks(Opcodes.INVOKEVIRTUAL, name, desc)
              || hooks.replacement(reader.readClass(method, buffer), name, desc) != null;
      known = locks ? LOCKS : PLAIN;
      calls[constant] = known;
    }
    return known;
  }

  private boolean mayLook(int constant) {
    if (looks[constant] == UNKNOWN) {
      int method = reader.getItem(constant);
      int named = reader.getItem(two(method + 2));
      String owner = reader.readClass(method, buffer);
      boolean may =
          owner.equals(type)
              || LookLoopFinder.mayCall(
                  owner, reader.readUTF8(named, buffer), reader.readUTF8(named + 2, buffer));
      looks[constant] = may ? LOCKS : PLAIN;
    }
    return looks[constant] != PLAIN;
  }
}
