package io.conccheck.agent.weave;

import io.conccheck.agent.weave.ArrayArguments.Extent;
import io.conccheck.agent.weave.ArrayArguments.Touch;
import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Emits the checks of arrays that a call of the JDK is handed: what it reads before the call, what
 * it writes behind it, when it is known how much that was. Arguments wait in scratch locals, which
 * nothing else uses for other values until the call is through.
 */
final class ArrayArgumentCode {

  private static final String CHECKS = Names.BOOT + "BulkChecks";
  private static final String ARRAY = "Ljava/lang/Object;";
  private static final String WHERE = Names.STATE_DESC + "I)V";

  private final MethodVisitor mv;
  private final TrackedLocals locals;
  private final int state;
  private final List<Touch> touches;
  private final Type[] args;
  private final int[] sites;

  /**
   * Of a call with that descriptor.
   *
   * @param sites one for each touch
   */
  ArrayArgumentCode(
      MethodVisitor mv,
      TrackedLocals locals,
      int state,
      List<Touch> touches,
      String desc,
      int[] sites) {
    this.mv = mv;
    this.locals = locals;
    this.state = state;
    this.touches = touches;
    this.args = Type.getArgumentTypes(desc);
    this.sites = sites;
  }

  /** Before the call; the stack is as it was afterwards. */
  void before() {
    for (int i = args.length - 1; i >= 0; i--) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ISTORE), local(i));
    }
    for (int i = 0; i < touches.size(); i++) {
      Touch t = touches.get(i);
      if (t.extent() == Extent.COLLECTION) {
        mv.visitInsn(Opcodes.DUP);
        mv.visitVarInsn(Opcodes.ASTORE, locals.scratch(1));
      }
      if (!t.writes()) {
        read(t, sites[i]);
      }
    }
    for (int i = 0; i < args.length; i++) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ILOAD), local(i));
    }
  }

  private void read(Touch t, int site) {
    if (t.deep() != null) {
      array(t);
      mv.visitVarInsn(Opcodes.ALOAD, state);
      MethodContext.pushInt(mv, site);
      String desc = "([" + ARRAY + WHERE;
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.SHOWN, t.deep(), desc, false);
    }
    if (t.extent() == Extent.COUNT) {
      array(t);
      mv.visitVarInsn(Opcodes.ILOAD, local(t.argument() + 1));
      mv.visitVarInsn(Opcodes.ILOAD, local(t.argument() + 2));
      end("readCount", ARRAY + "II", site);
    } else if (t.extent() == Extent.ALL) {
      array(t);
      end("readAll", ARRAY, site);
    }
  }

  /** Behind the call, whose result stays on the stack. */
  void after() {
    for (int i = 0; i < touches.size(); i++) {
      if (touches.get(i).writes()) {
        wrote(touches.get(i), sites[i]);
      }
    }
  }

  private void wrote(Touch t, int site) {
    int next = t.argument() + 1;
    switch (t.extent()) {
      case RESULT -> {
        mv.visitInsn(Opcodes.DUP);
        mv.visitVarInsn(Opcodes.ISTORE, locals.scratch(2));
        array(t);
        if (next < args.length) {
          mv.visitVarInsn(Opcodes.ILOAD, local(next));
        } else {
          mv.visitInsn(Opcodes.ICONST_0);
        }
        mv.visitVarInsn(Opcodes.ILOAD, locals.scratch(2));
        end("writeCount", ARRAY + "II", site);
      }
      case COUNT -> {
        array(t);
        mv.visitVarInsn(Opcodes.ILOAD, local(next));
        mv.visitVarInsn(Opcodes.ILOAD, local(next + 1));
        end("writeCount", ARRAY + "II", site);
      }
      case CHARACTERS -> {
        array(t);
        mv.visitVarInsn(Opcodes.ILOAD, local(next));
        mv.visitVarInsn(Opcodes.ILOAD, local(1));
        mv.visitVarInsn(Opcodes.ILOAD, local(0));
        mv.visitInsn(Opcodes.ISUB);
        end("writeCount", ARRAY + "II", site);
      }
      case COLLECTION -> {
        mv.visitInsn(Opcodes.DUP);
        array(t);
        mv.visitVarInsn(Opcodes.ALOAD, locals.scratch(1));
        end("filled", ARRAY + ARRAY + ARRAY, site);
      }
      default -> {
        array(t);
        end("writeAll", ARRAY, site);
      }
    }
  }

  private void array(Touch t) {
    mv.visitVarInsn(Opcodes.ALOAD, local(t.argument()));
  }

  private void end(String check, String args, int site) {
    mv.visitVarInsn(Opcodes.ALOAD, state);
    MethodContext.pushInt(mv, site);
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, CHECKS, check, "(" + args + WHERE, false);
  }

  private int local(int argument) {
    return locals.scratch(3 + argument);
  }
}
