package io.conccheck.agent.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Reads the annotations of one model class from its class file; the class is not loaded. Part of
 * the build: what it reads goes into the {@link HookIndex} that the agent starts with.
 */
final class ModelReader extends ClassVisitor {

  private static final String HOOK = "L" + Names.BOOT + "hook/";

  private final HookIndexWriter index;
  private final Values model = new Values();
  private String name;

  private ModelReader(HookIndexWriter index) {
    super(Opcodes.ASM9);
    this.index = index;
  }

  /** Adds the model's hooks to the index. */
  static void read(byte[] bytes, HookIndexWriter index) {
    new ClassReader(bytes)
        .accept(new ModelReader(index), ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
  }

  @Override
  public void visit(
      int version, int access, String name, String sig, String superName, String[] interfaces) {
    this.name = name;
  }

  @Override
  public AnnotationVisitor visitAnnotation(String desc, boolean visible) {
    return desc.equals(HOOK + "Model;") ? model : null;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String method, String desc, String sig, String[] exceptions) {
    return new HookReader(method, desc);
  }

  /** Values of one annotation; arrays are lists. */
  private static final class Values extends AnnotationVisitor {
    private final Map<String, List<Object>> values = new HashMap<>();

    Values() {
      super(Opcodes.ASM9);
    }

    List<Object> list(String key) {
      return values.getOrDefault(key, List.of());
    }

    boolean flag(String key) {
      return list(key).contains(Boolean.TRUE);
    }

    @Override
    public void visit(String key, Object value) {
      values.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
    }

    @Override
    public AnnotationVisitor visitArray(String key) {
      return new AnnotationVisitor(Opcodes.ASM9) {
        @Override
        public void visit(String none, Object value) {
          Values.this.visit(key, value);
        }
      };
    }
  }

  private final class HookReader extends MethodVisitor {
    private final String method;
    private final String desc;
    private final Hook.Parameter[] parameters;
    private final Map<Integer, Values> args = new HashMap<>();
    private final Map<String, Values> annotations = new HashMap<>();

    HookReader(String method, String desc) {
      super(Opcodes.ASM9);
      this.method = method;
      this.desc = desc;
      this.parameters = new Hook.Parameter[Type.getArgumentTypes(desc).length];
    }

    @Override
    public AnnotationVisitor visitAnnotation(String type, boolean visible) {
      if (!type.startsWith(HOOK)) {
        return null;
      }
      return annotations.computeIfAbsent(
          type.substring(HOOK.length(), type.length() - 1), k -> new Values());
    }

    @Override
    public AnnotationVisitor visitParameterAnnotation(int i, String type, boolean visible) {
      switch (type.substring(type.lastIndexOf('/') + 1)) {
        case "This;" -> parameters[i] = new Hook.Parameter(Hook.Kind.THIS, 0);
        case "Returned;" -> parameters[i] = new Hook.Parameter(Hook.Kind.RETURNED, 0);
        case "Thrown;" -> parameters[i] = new Hook.Parameter(Hook.Kind.THROWN, 0);
        case "Entered;" -> parameters[i] = new Hook.Parameter(Hook.Kind.ENTERED, 0);
        default -> {
          return args.computeIfAbsent(i, k -> new Values());
        }
      }
      return null;
    }

    @Override
    public void visitEnd() {
      args.forEach(
          (i, v) ->
              parameters[i] = new Hook.Parameter(Hook.Kind.ARG, (Integer) v.list("value").get(0)));
      annotations.forEach(this::add);
    }

    /** What a hook around a call takes besides what its place gives. */
    private List<Hook.Parameter> taken() {
      return Arrays.stream(parameters).filter(Objects::nonNull).toList();
    }

    private static String place(Values v) {
      if (!v.list("field").isEmpty()) {
        return Hook.FIELD + v.list("field").get(0);
      }
      return v.list("call").isEmpty() ? null : (String) v.list("call").get(0);
    }

    private void add(String annotation, Values v) {
      if (annotation.equals("CallSite")) {
        String owner = ((String) v.list("owner").get(0)).replace('.', '/');
        String called = (String) v.list("method").get(0);
        index.replacement(
            model.list("detectors"), owner, called, new HookTable.Replacement(name, method, desc));
        return;
      }
      boolean exit = annotation.equals("OnExit");
      boolean inside = annotation.endsWith("Call") || annotation.equals("AfterRead");
      Hook hook =
          new Hook(
              name,
              method,
              desc,
              exit,
              v.flag("onThrow"),
              v.flag("replaceResult"),
              v.list("replaceArg").isEmpty() ? -1 : (Integer) v.list("replaceArg").get(0),
              place(v),
              annotation.equals("AfterCall"),
              inside ? taken() : List.of(parameters));
      for (Object type : model.list("type")) {
        for (Object methods : v.list("method")) {
          for (String m : ((String) methods).split("\\|")) {
            index.hook(model.list("detectors"), ((String) type).replace('.', '/'), m, hook);
          }
        }
      }
    }
  }
}
