package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.weave.pairs.CodeAhead;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * What methods of the JDK may call back in the program: whatever loaded classes of the program
 * override of the types that are handed to such a method, or that it is called on. Of an object,
 * and of what is in a collection, that is what any object has. Made when it is first asked for,
 * from the class files, and anew when there are more classes. Used by the watchdog alone.
 */
final class Callbacks {

  private static final int MOST_CLASSES = 4_000; // of the program
  private static final String OBJECT = "java/lang/Object";
  private static final Set<String> OF_ANY =
      Set.of("toString", "hashCode", "equals", "compareTo", "compare", "iterator");

  private final Instrumentation instrumentation;
  private final Map<String, List<CodeAhead.Call>> bySuper = new HashMap<>();
  private final List<CodeAhead.Call> ofAny = new ArrayList<>();
  private final Set<String> opaque = new HashSet<>(); // overridden by what has no class file
  private int classes = -1;
  private boolean tooMany;

  Callbacks(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** What that method of the JDK may call; null if there is too much that it might. */
  Set<CodeAhead.Call> of(CodeAhead.Call jdk) {
    Set<String> types = new HashSet<>(Set.of(jdk.owner()));
    for (Type t : Type.getArgumentTypes(jdk.desc())) {
      Type element = t.getSort() == Type.ARRAY ? t.getElementType() : t;
      if (element.getSort() == Type.OBJECT) {
        types.add(element.getInternalName());
      }
    }
    if (tooMany) {
      return null;
    }
    Set<CodeAhead.Call> back = new HashSet<>();
    for (String t : types) {
      if (opaque.contains(t)) {
        return null;
      }
      back.addAll(bySuper.getOrDefault(t, List.of()));
      if (t.equals(OBJECT) || t.startsWith("java/util/") || !SignCalls.isJdk(t)) {
        back.addAll(ofAny);
      }
    }
    return back;
  }

  /** To be called before it is asked: looks whether there are more classes. */
  void refresh() {
    Class<?>[] all = instrumentation.getAllLoadedClasses();
    List<Class<?>> own = new ArrayList<>();
    for (Class<?> c : all) {
      boolean named = !c.isArray() && !c.isHidden() && Frames.isApplication(c.getName());
      if (named && c.getClassLoader() != null && !isAgents(c.getClassLoader())) {
        own.add(c);
      }
    }
    if (own.size() == classes) {
      return;
    }
    classes = own.size();
    bySuper.clear();
    ofAny.clear();
    opaque.clear();
    tooMany = classes > MOST_CLASSES;
    for (int i = 0; !tooMany && i < own.size(); i++) {
      read(own.get(i));
    }
  }

  private static boolean isAgents(ClassLoader loader) {
    return loader == Callbacks.class.getClassLoader()
        && loader != ClassLoader.getSystemClassLoader();
  }

  private void read(Class<?> c) {
    Set<String> above = new HashSet<>();
    addAbove(c, above);
    byte[] code = ClassFiles.of(c);
    if (code == null) {
      opaque.addAll(above);
      return;
    }
    new ClassReader(code)
        .accept(new Declared(above), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
  }

  private static void addAbove(Class<?> c, Set<String> above) {
    for (Class<?> s = c; s != null; s = s.getSuperclass()) {
      add(s, above);
      for (Class<?> i : s.getInterfaces()) {
        addAbove(i, above);
      }
    }
  }

  private static void add(Class<?> type, Set<String> above) {
    String name = type.getName().replace('.', '/');
    if (SignCalls.isJdk(name) && !name.equals(OBJECT)) {
      above.add(name);
    }
  }

  /** Methods that override, and function objects that are made. */
  private final class Declared extends ClassVisitor {
    private final Set<String> above;
    private String type;

    Declared(Set<String> above) {
      super(Opcodes.ASM9);
      this.above = above;
    }

    @Override
    public void visit(int v, int access, String name, String sig, String up, String[] interfaces) {
      type = name;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String desc, String sig, String[] exceptions) {
      int none = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_ABSTRACT;
      if ((access & none) == 0 && !name.equals("<init>")) {
        CodeAhead.Call method = new CodeAhead.Call(type, name, desc);
        for (String s : above) {
          bySuper.computeIfAbsent(s, k -> new ArrayList<>()).add(method);
        }
        if (OF_ANY.contains(name)) {
          ofAny.add(method);
        }
      }
      return new Functions();
    }
  }

  /** A function object counts for the interface that it is made for. */
  private final class Functions extends MethodVisitor {

    Functions() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String desc, Handle bootstrap, Object... args) {
      String made = Type.getReturnType(desc).getInternalName();
      for (Object a : args) {
        if (a instanceof Handle h) {
          CodeAhead.Call body = new CodeAhead.Call(h.getOwner(), h.getName(), h.getDesc());
          bySuper.computeIfAbsent(made, k -> new ArrayList<>()).add(body);
          if (OF_ANY.contains(name)) {
            ofAny.add(body);
          }
        }
      }
    }
  }
}
