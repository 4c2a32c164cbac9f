package io.conccheck.agent.weave.pairs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Finds loops that can only go through some few states again and again: they look, say, sleep, try,
 * give back, and write what was there before or a constant, but count nothing and make nothing that
 * lasts; and whether they end hangs on what they themselves write or try. What cannot be told is no
 * such loop. Not thread-safe.
 */
public final class Rounds {

  private static final int MOST_METHODS = 60; // called from one loop
  private static final int MOST_CLASSES = 200; // remembered

  /**
   * Such a loop.
   *
   * @param type dotted name of the class
   * @param writes false if it only looks
   */
  public record Round(String type, String method, int firstLine, int lastLine, boolean writes) {}

  private record Method(Code code, List<LoopBody> loops) {}

  /** What some code does, as far as it is a round's. */
  private static final class Deeds {
    final Set<String> reads = new HashSet<>();
    final Set<String> writes = new HashSet<>();
    boolean tries;
  }

  /** Class files of loaded classes. */
  public interface Files {
    /** The class file of the class of that internal name, or null. */
    byte[] of(String type);
  }

  private final Files files;
  private final Map<String, Map<String, Method>> classes = new HashMap<>();

  /** A finder that reads those. */
  public Rounds(Files files) {
    this.files = files;
  }

  /** The outermost loop that method goes round in at that line; null if it is no such loop. */
  public Round at(StackTraceElement frame) {
    String type = frame.getClassName().replace('.', '/');
    LoopBody loop = outermost(type, frame);
    if (loop == null) {
      return null;
    }
    Deeds all = new Deeds();
    Deeds ends = new Deeds();
    Set<String> met = new HashSet<>();
    if (!loop.collect((code, i) -> deed(code, i, all, met))
        || !loop.collectExits((code, i) -> deed(code, i, ends, new HashSet<>()))) {
      return null;
    }
    boolean own = ends.tries;
    for (String field : ends.reads) {
      own |= all.writes.contains(field);
    }
    boolean looks = all.writes.isEmpty() && !(ends.reads.isEmpty() && !ends.tries);
    if (!own && !looks) {
      return null;
    }
    return new Round(
        frame.getClassName(),
        frame.getMethodName(),
        loop.firstLine(),
        loop.lastLine(),
        !all.writes.isEmpty());
  }

  /** True if the method has a loop at that line, of whatever kind. */
  public boolean hasLoop(StackTraceElement frame) {
    return outermost(frame.getClassName().replace('.', '/'), frame) != null;
  }

  private LoopBody outermost(String type, StackTraceElement frame) {
    LoopBody found = null;
    for (Map.Entry<String, Method> e : methods(type).entrySet()) {
      if (e.getKey().startsWith(frame.getMethodName() + "(")) {
        for (LoopBody l : e.getValue().loops) {
          if (l.hasLine(frame.getLineNumber()) && (found == null || l.isAround(found))) {
            found = l;
          }
        }
      }
    }
    return found;
  }

  /** False if the step may change more than a round does. */
  private boolean deed(Code code, int i, Deeds deeds, Set<String> met) {
    Step s = code.steps.get(i);
    int op = s.opcode();
    Step before = i == 0 ? null : code.steps.get(i - 1);
    switch (op) {
      case Opcodes.GETFIELD, Opcodes.GETSTATIC -> deeds.reads.add(s.owner() + "." + s.name());
      case Opcodes.PUTFIELD, Opcodes.PUTSTATIC -> deeds.writes.add(s.owner() + "." + s.name());
      case Opcodes.NEW -> {
        return RoundCalls.madeInPassing(s.owner());
      }
      case Opcodes.INVOKEDYNAMIC -> {
        return s.name().equals("makeConcatWithConstants");
      }
      case Opcodes.MULTIANEWARRAY -> {
        return false;
      }
      case Opcodes.INVOKEVIRTUAL,
          Opcodes.INVOKESPECIAL,
          Opcodes.INVOKESTATIC,
          Opcodes.INVOKEINTERFACE -> {
        return call(s, deeds, met);
      }
      default -> {
        if (op >= Opcodes.IALOAD && op <= Opcodes.SALOAD) {
          deeds.reads.add("[]");
        } else if (op >= Opcodes.IASTORE && op <= Opcodes.SASTORE && op != Opcodes.AASTORE) {
          deeds.writes.add("[]");
        }
        return !RoundCalls.counts(op, before);
      }
    }
    return true;
  }

  private boolean call(Step s, Deeds deeds, Set<String> met) {
    if (s.owner().startsWith("java/")) {
      boolean atomic = s.owner().startsWith("java/util/concurrent/atomic/");
      if (RoundCalls.sets(s)) {
        deeds.writes.add("atomic");
      }
      if (atomic) {
        deeds.reads.add("atomic");
      }
      deeds.tries |= LookCalls.tries(s);
      return RoundCalls.repeats(s);
    }
    String key = s.name() + s.desc();
    for (String type = s.owner(); type != null && !type.startsWith("java/"); ) {
      Method m = methods(type).get(key);
      if (m != null && m.code.size() > 0) {
        return through(type + "." + key, m.code, deeds, met);
      }
      byte[] file = files.of(type);
      type = file == null ? null : new ClassReader(file).getSuperName();
    }
    return false;
  }

  private boolean through(String name, Code code, Deeds deeds, Set<String> met) {
    if (!met.add(name)) {
      return true;
    }
    boolean repeats = met.size() <= MOST_METHODS;
    for (int i = 0; i < code.size() && repeats; i++) {
      repeats = deed(code, i, deeds, met);
    }
    return repeats;
  }

  private Map<String, Method> methods(String type) {
    Map<String, Method> known = classes.get(type);
    if (known == null) {
      known = new HashMap<>();
      byte[] file = files.of(type);
      if (file != null) {
        Map<String, Code> codes = new HashMap<>();
        new ClassReader(file).accept(new Reader(codes), ClassReader.SKIP_FRAMES);
        for (Map.Entry<String, Code> e : codes.entrySet()) {
          known.put(e.getKey(), new Method(e.getValue(), LoopBody.whole(e.getValue())));
        }
      }
      if (classes.size() < MOST_CLASSES) {
        classes.put(type, known);
      }
    }
    return known;
  }

  private static final class Reader extends ClassVisitor {
    private final Map<String, Code> codes;

    Reader(Map<String, Code> codes) {
      super(Opcodes.ASM9);
      this.codes = codes;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String desc, String sig, String[] exceptions) {
      Code code = new Code((access & Opcodes.ACC_STATIC) != 0, desc);
      codes.put(name + desc, code);
      return code;
    }
  }
}
