package io.conccheck.agent.weave.pairs;

import io.conccheck.agent.boot.VolatileFields;
import io.conccheck.agent.boot.Window;
import io.conccheck.agent.state.Numbers;
import io.conccheck.agent.state.Operations;
import io.conccheck.findings.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Plans the pairs of all methods of one class. */
final class PairFinder extends ClassVisitor implements Helpers.Others {

  private final Operations operations;
  private final Numbers numbers;
  private final Volatiles volatileFields;
  private final Set<Integer> candidates;
  private final HelperIndex index;
  private final ClassLoader loader;
  private final Map<Integer, Plan> plans = new HashMap<>();
  private final Map<String, Code> codes = new LinkedHashMap<>(); // by name and descriptor
  private final Map<String, Integer> methods = new HashMap<>();
  private final Set<String> own = new HashSet<>(); // private methods
  private String type;
  private String superName;
  private String source;
  private int method;

  PairFinder(
      Operations operations,
      Numbers numbers,
      Volatiles volatileFields,
      Set<Integer> candidates,
      HelperIndex index,
      ClassLoader loader) {
    super(Opcodes.ASM9);
    this.index = index;
    this.loader = loader;
    this.operations = operations;
    this.numbers = numbers;
    this.volatileFields = volatileFields;
    this.candidates = candidates;
  }

  /** The plans by the method's number in the class file. */
  Map<Integer, Plan> plans(ClassReader reader) {
    reader.accept(this, ClassReader.SKIP_FRAMES);
    return plans;
  }

  @Override
  public void visit(
      int version, int access, String name, String sig, String superName, String[] interfaces) {
    type = name;
    this.superName = superName;
  }

  @Override
  public void visitSource(String file, String debug) {
    source = file;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String desc, String sig, String[] exceptions) {
    int number = method++;
    if (!candidates.contains(number)) {
      return null;
    }
    Code code = new Code((access & Opcodes.ACC_STATIC) != 0, desc);
    codes.put(name + desc, code);
    if ((access & Opcodes.ACC_PRIVATE) != 0) {
      own.add(name + desc);
    }
    methods.put(name + desc, number);
    return code;
  }

  @Override
  public void visitEnd() {
    Helpers helpers = new Helpers(type, source, volatileFields, codes, this);
    HelperPlans handed = new HelperPlans(operations, methods, plans);
    for (Map.Entry<String, Code> e : codes.entrySet()) {
      String name = e.getKey().substring(0, e.getKey().indexOf('('));
      plan(methods.get(e.getKey()), name, e.getValue(), helpers, handed);
    }
    Map<String, Helper> all = helpers.all(own);
    handed.add(all);
    index.add(loader, type, superName, all);
  }

  @Override
  public Helper called(Step call) {
    boolean known = call.owner().charAt(0) == '[' || call.owner().startsWith("java/");
    return known ? null : index.find(loader, type, call, volatileFields);
  }

  private void plan(int number, String methodName, Code code, Helpers helpers, HelperPlans handed) {
    Pairs pairs = new Pairs(code, new Points(code, volatileFields, helpers));
    List<Pairs.Pair> found = pairs.find();
    if (found.isEmpty()) {
      return;
    }
    List<Integer> looks = new ArrayList<>();
    List<Operations.Operation> told = new ArrayList<>();
    for (Pairs.Pair p : found) {
      if (!looks.contains(p.look())) {
        looks.add(p.look());
        Helper via = p.looked().via();
        told.add(told(pairs, code, methodName, p.look(), via == null ? null : via.look().told()));
      }
    }
    for (Pairs.Pair p : found) {
      Helper via = p.acted().via();
      told.add(told(pairs, code, methodName, p.act(), via == null ? null : via.act().told()));
    }
    int first = operations.add(told);
    Plan plan = new Plan(first, first + looks.size() - 1);
    for (int i = 0; i < found.size(); i++) {
      Pairs.Pair p = found.get(i);
      int look = first + looks.indexOf(p.look());
      look(plan, code, p, look, isBeside(p.look(), found) ? Window.BESIDE : 0, handed);
      if (p.acted().via() == null) {
        plan.act(p.act(), new Plan.Act(look, p.how(), first + looks.size() + i));
      } else {
        int act = handed.act(p.acted().via());
        plan.lend(p.act(), new Plan.Lend(look, act, p.how()));
      }
    }
    plans.put(number, plan);
  }

  private void look(Plan plan, Code code, Pairs.Pair p, int look, int beside, HelperPlans handed) {
    Helper via = p.looked().via();
    if (via == null) {
      plan.looks.put(p.look(), new Plan.Look(look, p.lookKind() | beside));
    } else {
      plan.adopts.put(p.look(), new Plan.Adopt(handed.look(via), look));
    }
    for (Tests.Test t : p.tests()) {
      plan.test(t.step(), new Plan.Test(look, t.arity(), t.first(), t.relation()));
    }
    if (p.lookKind() == Window.FIELD) {
      Step s = p.looked().op();
      VolatileFields.watch(numbers.of(volatileFields.symbol(s.owner(), s.name(), s.desc())));
    }
  }

  /** True if all that the look saw goes into what is written, and nothing is decided by it. */
  private static boolean isBeside(int look, List<Pairs.Pair> found) {
    for (Pairs.Pair p : found) {
      boolean value = p.lookKind() == Window.VALUE || p.lookKind() == Window.FIELD;
      if (p.look() == look && (!value || p.decided())) {
        return false;
      }
    }
    return true;
  }

  /** The operation itself or, as its helper tells it, what a call does. */
  private Operations.Operation told(
      Pairs pairs, Code code, String methodName, int step, Operations.Operation in) {
    if (in != null) {
      String target = in.target() != null ? in.target() : pairs.argument(step);
      return new Operations.Operation(in.frame(), target, in.name());
    }
    Step s = code.steps.get(step);
    Frame frame = new Frame(type.replace('/', '.'), methodName, source, s.line());
    boolean call = s.opcode() >= Opcodes.INVOKEVIRTUAL;
    return new Operations.Operation(frame, pairs.target(step), call ? s.name() : null);
  }
}
