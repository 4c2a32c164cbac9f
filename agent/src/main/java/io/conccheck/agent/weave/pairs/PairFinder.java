package io.conccheck.agent.weave.pairs;

import io.conccheck.agent.boot.VolatileFields;
import io.conccheck.agent.boot.Window;
import io.conccheck.agent.state.Numbers;
import io.conccheck.agent.state.Operations;
import io.conccheck.findings.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Plans the pairs of all methods of one class. */
final class PairFinder extends ClassVisitor {

  private final Operations operations;
  private final Numbers numbers;
  private final Volatiles volatileFields;
  private final Set<Integer> candidates;
  private final Map<Integer, Plan> plans = new HashMap<>();
  private String type;
  private String source;
  private int method;

  PairFinder(
      Operations operations, Numbers numbers, Volatiles volatileFields, Set<Integer> candidates) {
    super(Opcodes.ASM9);
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
    type = name.replace('/', '.');
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
    return new Code((access & Opcodes.ACC_STATIC) != 0, desc) {
      @Override
      public void visitEnd() {
        plan(number, name, this);
      }
    };
  }

  private void plan(int number, String methodName, Code code) {
    Pairs pairs = new Pairs(code, new Points(code, volatileFields));
    List<Pairs.Pair> found = pairs.find();
    if (found.isEmpty()) {
      return;
    }
    List<Integer> looks = new ArrayList<>();
    List<Operations.Operation> told = new ArrayList<>();
    for (Pairs.Pair p : found) {
      if (!looks.contains(p.look())) {
        looks.add(p.look());
        told.add(operation(pairs, code, methodName, p.look()));
      }
    }
    for (Pairs.Pair p : found) {
      told.add(operation(pairs, code, methodName, p.act()));
    }
    int first = operations.add(told);
    Plan plan = new Plan(first, first + looks.size() - 1);
    for (int i = 0; i < found.size(); i++) {
      Pairs.Pair p = found.get(i);
      int look = first + looks.indexOf(p.look());
      plan.looks.put(p.look(), new Plan.Look(look, p.lookKind()));
      plan.act(p.act(), new Plan.Act(look, p.how(), first + looks.size() + i));
      if (p.lookKind() == Window.FIELD) {
        Step s = code.steps.get(p.look());
        VolatileFields.watch(numbers.of(volatileFields.symbol(s.owner(), s.name(), s.desc())));
      }
    }
    plans.put(number, plan);
  }

  private Operations.Operation operation(Pairs pairs, Code code, String methodName, int step) {
    Step s = code.steps.get(step);
    Frame frame = new Frame(type, methodName, source, s.line());
    boolean call = s.opcode() >= Opcodes.INVOKEVIRTUAL;
    return new Operations.Operation(frame, pairs.target(step), call ? s.name() : null);
  }
}
