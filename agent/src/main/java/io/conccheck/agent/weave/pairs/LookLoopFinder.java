package io.conccheck.agent.weave.pairs;

import io.conccheck.agent.state.LookLoops;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Finds the loops of one class that do nothing but look. What they call is known to change nothing,
 * or is a small method of the class itself that changes nothing either.
 */
public final class LookLoopFinder extends ClassVisitor {

  private final Set<Integer> candidates;
  private final LookLoops table;
  private final Map<String, Code> own = new HashMap<>(); // methods that the loops call
  private final List<String> names = new ArrayList<>();
  private final List<Integer> numbers = new ArrayList<>();
  private final List<Code> codes = new ArrayList<>();
  private String type;
  private int method;
  private boolean again;

  /**
   * A finder.
   *
   * @param candidates numbers of the methods that jump back
   */
  public LookLoopFinder(Set<Integer> candidates, LookLoops table) {
    super(Opcodes.ASM9);
    this.candidates = candidates;
    this.table = table;
  }

  /** True if a loop that only looks may call that method of another class. */
  public static boolean mayCall(String owner, String name, String desc) {
    return LookCalls.harmless(owner, name, desc) || LookCalls.waits(owner, name);
  }

  /**
   * Adds the class's loops to the table and tells the lines of those, and of others that wait for a
   * sign until they like what they see, by the numbers of the methods they lie in.
   */
  public Map<Integer, BitSet> find(ClassReader reader) {
    type = reader.getClassName();
    reader.accept(this, ClassReader.SKIP_FRAMES);
    List<LoopBody> loops = new ArrayList<>();
    List<List<LoopBody>> around = new ArrayList<>(); // all loops of the method
    List<Integer> methods = new ArrayList<>(); // indices in codes
    Map<Integer, BitSet> found = new HashMap<>();
    for (int i = 0; i < codes.size(); i++) {
      List<LoopBody> all = LoopBody.of(codes.get(i));
      for (LoopBody l : all) {
        if (l.onlyLooks(type, own.keySet(), true, true)) {
          loops.add(l);
          around.add(all);
          methods.add(i);
          l.ownCalls(type, own);
        }
      }
    }
    if (loops.isEmpty()) {
      return found;
    }
    if (!own.isEmpty()) {
      again = true;
      reader.accept(this, ClassReader.SKIP_FRAMES);
      own.values().removeIf(LookLoopFinder::changes);
    }
    for (int i = 0; i < loops.size(); i++) {
      LoopBody l = loops.get(i);
      if (l.onlyLooks(type, own.keySet(), false, true)) {
        add(found, numbers.get(methods.get(i)), l);
      }
      if (l.onlyLooks(type, own.keySet(), false, false)) {
        BitSet looks = found.get(numbers.get(methods.get(i)));
        table.add(
            type.replace('/', '.'),
            new LookLoops.Loop(
                names.get(methods.get(i)),
                l.firstLine(),
                l.lastLine(),
                l.tries(),
                isAlone(l, around.get(i), looks)));
      }
    }
    return found;
  }

  /** True if each other loop by which it may be come to again goes through other lines too. */
  private static boolean isAlone(LoopBody loop, List<LoopBody> all, BitSet looks) {
    for (LoopBody other : all) {
      if (other.leadsTo(loop) && !other.hasLineBeside(looks)) {
        return false;
      }
    }
    return true;
  }

  private static void add(Map<Integer, BitSet> found, int method, LoopBody loop) {
    BitSet lines = found.get(method);
    if (lines == null) {
      lines = new BitSet();
      found.put(method, lines);
    }
    lines.set(loop.firstLine(), loop.lastLine() + 1);
  }

  private static boolean changes(Code code) {
    if (code == null) {
      return true; // inherited, abstract or native
    }
    BitSet all = new BitSet();
    all.set(0, code.size());
    return !new LoopBody(code, all).onlyLooks("", Set.of(), false, false);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String desc, String sig, String[] exceptions) {
    if (again) {
      String key = name + desc;
      return own.containsKey(key) ? recorded(access, desc, key) : null;
    }
    if (!candidates.contains(method++)) {
      return null;
    }
    Code code = new Code((access & Opcodes.ACC_STATIC) != 0, desc);
    codes.add(code);
    names.add(name);
    numbers.add(method - 1);
    return code;
  }

  private Code recorded(int access, String desc, String key) {
    return new Code((access & Opcodes.ACC_STATIC) != 0, desc) {
      @Override
      public void visitEnd() {
        if (size() > 0) {
          own.put(key, this);
        }
      }
    };
  }
}
