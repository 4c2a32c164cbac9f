package io.conccheck.agent.weave.pairs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * What a method may do, all of it or from a call on that it is in, also when what it calls throws.
 * What it does when it is interrupted is left out: most such handlers only say so to their callers.
 */
public final class CodeAhead extends ClassVisitor {

  /**
   * A method that is called, or of which a function object is made. A concatenation of strings is
   * one of {@link #CONCAT}, with what it puts together as parameters.
   */
  public record Call(String owner, String name, String desc) {}

  /** Who puts strings together. */
  public static final String CONCAT = "java/lang/invoke/StringConcatFactory";

  private static final String INTERRUPTED = "java/lang/InterruptedException";

  private final String method;
  private final String desc;
  private final int line;
  private final String inside;
  private final List<Call> calls = new ArrayList<>();
  private boolean found;
  private boolean writes;

  private CodeAhead(String method, String desc, int line, String inside) {
    super(Opcodes.ASM9);
    this.method = method;
    this.desc = desc;
    this.line = line;
    this.inside = inside;
  }

  /** What the method of that name and descriptor does. */
  public static CodeAhead in(byte[] type, String method, String desc) {
    return new CodeAhead(method, desc, 0, null).read(type);
  }

  /**
   * What a method of that name does after a call.
   *
   * @param line where the call stands
   * @param inside name of the method that is called
   */
  public static CodeAhead after(byte[] type, String method, int line, String inside) {
    return new CodeAhead(method, null, line, inside).read(type);
  }

  private CodeAhead read(byte[] type) {
    new ClassReader(type).accept(this, ClassReader.SKIP_FRAMES);
    return this;
  }

  /** False if the class has no such method with code, or the method no such call. */
  public boolean found() {
    return found;
  }

  /** True if it may write a field or an element. */
  public boolean writes() {
    return writes;
  }

  public List<Call> calls() {
    return calls;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String sig, String[] exceptions) {
    boolean wanted = name.equals(method) && (desc == null || desc.equals(descriptor));
    return wanted ? new Recorded((access & Opcodes.ACC_STATIC) != 0, descriptor) : null;
  }

  private final class Recorded extends Code {
    private final Map<Integer, Handle> functions = new HashMap<>();

    Recorded(boolean isStatic, String desc) {
      super(isStatic, desc);
    }

    @Override
    public void visitInvokeDynamicInsn(String n, String d, Handle bootstrap, Object... args) {
      for (Object a : args) {
        if (a instanceof Handle h) {
          functions.put(size(), h);
        }
      }
      if (bootstrap.getOwner().equals(CONCAT)) {
        functions.put(size(), new Handle(Opcodes.H_INVOKESTATIC, CONCAT, n, d, false));
      }
      super.visitInvokeDynamicInsn(n, d, bootstrap, args);
    }

    @Override
    public void visitEnd() {
      int first = size() == 0 ? -1 : inside == null ? 0 : afterCall();
      if (first < 0) {
        return;
      }
      found = true;
      BitSet met = new BitSet();
      Deque<Integer> open = new ArrayDeque<>(List.of(first));
      if (inside != null) {
        addHandlers(first - 1, open);
      }
      while (!open.isEmpty()) {
        int i = open.remove();
        if (i < size() && !met.get(i)) {
          met.set(i);
          look(i);
          addHandlers(i, open);
          for (int to : Graph.successors(this, i)) {
            open.add(to);
          }
        }
      }
    }

    private void addHandlers(int i, Deque<Integer> open) {
      for (Handler h : handlers) {
        boolean covered = place(h.start()) <= i && i < place(h.end());
        if (covered && !INTERRUPTED.equals(h.type())) {
          open.add(place(h.handler()));
        }
      }
    }

    /** By name, or else the call of a function object, of which the stack may show no frame. */
    private int afterCall() {
      int function = -1;
      for (int i = 0; i < size(); i++) {
        Step s = steps.get(i);
        if (s.line() == line && isCall(s.opcode())) {
          if (s.name().equals(inside)) {
            return i + 1;
          }
          function = function < 0 && s.opcode() == Opcodes.INVOKEINTERFACE ? i + 1 : function;
        }
      }
      return function;
    }

    private void look(int i) {
      Step s = steps.get(i);
      int op = s.opcode();
      writes |= op == Opcodes.PUTFIELD || op == Opcodes.PUTSTATIC;
      writes |= op >= Opcodes.IASTORE && op <= Opcodes.SASTORE;
      Handle function = functions.get(i);
      if (function != null) {
        calls.add(new Call(function.getOwner(), function.getName(), function.getDesc()));
      } else if (isCall(op)) {
        calls.add(new Call(s.owner(), s.name(), s.desc()));
      }
    }

    private static boolean isCall(int op) {
      return op >= Opcodes.INVOKEVIRTUAL && op <= Opcodes.INVOKEINTERFACE;
    }
  }
}
