package io.conccheck.agent.weave;

import io.conccheck.agent.state.UnitMethods;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Which methods of one class take units out of a pool, and which give them back: those that the
 * option names, and those marked with annotations {@code TakesUnit} and {@code GivesUnit} of
 * whatever package. A method that hands on to another of its name is none itself.
 */
final class UnitMarks extends ClassVisitor {

  private static final String TAKES = "TakesUnit;";
  private static final String GIVES = "GivesUnit;";
  private static final int UTF8 = 1; // JVMS 4.4

  private final UnitMethods table;
  private final Set<String> takes = new HashSet<>(); // name and descriptor
  private final Set<String> gives = new HashSet<>();
  private final Set<String> changed = new HashSet<>(); // assign to their arguments
  private final Map<String, Boolean> named = new HashMap<>(); // true for those that take
  private String type;

  private UnitMarks(UnitMethods table) {
    super(Opcodes.ASM9);
    this.table = table;
  }

  /** The marks of the class; null if it has none, as nearly all. */
  static UnitMarks of(ClassReader reader, UnitMethods table) {
    UnitMarks m = new UnitMarks(table);
    m.type = Names.dotted(reader.getClassName());
    List<UnitMethods.Named> methods = table.of(m.type);
    if (methods.isEmpty() && !mentions(reader)) {
      return null;
    }
    for (int i = 0; i < methods.size(); i++) {
      m.named.put(methods.get(i).method(), methods.get(i).takes());
    }
    reader.accept(m, ClassReader.SKIP_FRAMES);
    return m.takes.isEmpty() && m.gives.isEmpty() ? null : m;
  }

  private static boolean mentions(ClassReader reader) {
    for (int i = 1; i < reader.getItemCount(); i++) {
      int at = reader.getItem(i);
      if (at > 0
          && reader.readByte(at - 1) == UTF8
          && (ends(reader, at, TAKES) || ends(reader, at, GIVES))) {
        return true;
      }
    }
    return false;
  }

  private static boolean ends(ClassReader reader, int at, String word) {
    int from = at + 2 + reader.readUnsignedShort(at) - word.length();
    for (int i = 0; i < word.length(); i++) {
      if (from < at + 2 || reader.readByte(from + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  boolean takes(String method, String desc) {
    return takes.contains(method + desc);
  }

  boolean gives(String method, String desc) {
    return gives.contains(method + desc);
  }

  /** True if nobody says how units come back: then by any method that is handed one. */
  boolean givesByAny() {
    return gives.isEmpty();
  }

  boolean takesAny() {
    return !takes.isEmpty();
  }

  /** True if the method's arguments are to its end what they were. */
  boolean keepsArguments(String method, String desc) {
    return !changed.contains(method + desc);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String desc, String sig, String[] exceptions) {
    return name.charAt(0) == '<' ? null : new Marked(name, desc);
  }

  private final class Marked extends MethodVisitor {
    private final String name;
    private final String key;
    private boolean taking;
    private boolean giving;
    private boolean handsOn;

    Marked(String name, String desc) {
      super(Opcodes.ASM9);
      this.name = name;
      this.key = name + desc;
      Boolean says = named.get(name);
      taking = says == Boolean.TRUE;
      giving = says == Boolean.FALSE;
    }

    @Override
    public AnnotationVisitor visitAnnotation(String desc, boolean visible) {
      boolean takesHere =
          desc.endsWith("/" + TAKES) || desc.endsWith("$" + TAKES) || desc.equals("L" + TAKES);
      giving |=
          desc.endsWith("/" + GIVES) || desc.endsWith("$" + GIVES) || desc.equals("L" + GIVES);
      taking |= takesHere;
      return takesHere ? new Units(name) : null;
    }

    @Override
    public void visitMethodInsn(int op, String owner, String called, String desc, boolean itf) {
      handsOn |= called.equals(name) && Names.dotted(owner).equals(type);
    }

    @Override
    public void visitVarInsn(int opcode, int local) {
      if (opcode >= Opcodes.ISTORE && local <= 1) {
        changed.add(key);
      }
    }

    @Override
    public void visitIincInsn(int local, int increment) {
      if (local <= 1) {
        changed.add(key);
      }
    }

    @Override
    public void visitEnd() {
      if (!handsOn && taking) {
        takes.add(key);
      } else if (!handsOn && giving) {
        gives.add(key);
      }
    }
  }

  /** The annotation's number of units. */
  private final class Units extends AnnotationVisitor {
    private final List<Integer> numbers = new ArrayList<>(1);
    private final String method;

    Units(String method) {
      super(Opcodes.ASM9);
      this.method = method;
    }

    @Override
    public void visit(String name, Object value) {
      if (value instanceof Integer n) {
        numbers.add(n);
      }
    }

    @Override
    public void visitEnd() {
      int units = numbers.isEmpty() ? 0 : numbers.get(0);
      table.add(new UnitMethods.Named(type, method, true, units));
    }
  }
}
