package io.conccheck.agent.weave.pairs;

import io.conccheck.agent.boot.Window;
import io.conccheck.agent.state.Numbers;
import io.conccheck.agent.state.Operations;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.MethodVisitor;

/** Finds and weaves the pairs of operations of one class that should be one. */
public final class PairWeaving {

  /** Slots needed behind a method's own locals. */
  public static final int LOCALS = PairWeaver.LOCALS;

  private final Volatiles volatiles;
  private final Numbers numbers;
  private final String type;
  private Map<Integer, Plan> plans = new HashMap<>();

  /**
   * Weaving of the class of that internal name.
   *
   * @param candidates methods that may have pairs, by their number in the class file
   */
  public PairWeaving(
      String type,
      ClassReader reader,
      Set<Integer> candidates,
      Volatiles volatiles,
      Operations operations,
      Numbers numbers,
      HelperIndex helpers,
      ClassLoader loader) {
    this.type = type;
    this.volatiles = volatiles;
    this.numbers = numbers;
    if (candidates.isEmpty()) {
      helpers.add(loader, type, reader.getSuperName(), Map.of());
    } else {
      plans =
          new PairFinder(operations, numbers, volatiles, candidates, helpers, loader).plans(reader);
    }
  }

  /** True if a call of that method looks at something an act may hang on. */
  public static boolean looks(String owner, String name, String desc) {
    int kind = PairCalls.look(owner, name, desc);
    return kind != PairCalls.NONE && kind != Window.ELEMENT;
  }

  /** True if a call of that method gets one element of a list. */
  public static boolean gets(String owner, String name, String desc) {
    return PairCalls.look(owner, name, desc) == Window.ELEMENT;
  }

  /** True if a call of that method sets one element of a list. */
  public static boolean replaces(String owner, String name, String desc) {
    return PairCalls.replaces(owner, name, desc);
  }

  /** True if a call of that method is such an act. */
  public static boolean acts(String owner, String name, String desc) {
    return PairCalls.act(owner, name, desc) != PairCalls.NONE;
  }

  /** True if a call of that method is a write that others may have to be told of. */
  public static boolean writes(String owner, String name) {
    return PairCalls.writesByHandle(owner, name);
  }

  /** True if the method of that number has pairs. */
  public boolean has(int method) {
    return plans.containsKey(method);
  }

  /**
   * A visitor that weaves the method's pairs and its writes of volatile fields.
   *
   * @param raw takes what nobody else is to weave
   */
  public MethodVisitor weave(
      MethodVisitor next, MethodVisitor raw, int method, String name, int maxLocals) {
    String constructed = name.equals("<init>") ? type : null;
    return new PairWeaver(
        next,
        raw,
        plans.get(method),
        new VolatileWrites(volatiles, numbers, constructed),
        maxLocals);
  }
}
