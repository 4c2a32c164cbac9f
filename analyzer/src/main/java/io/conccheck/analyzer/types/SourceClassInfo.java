package io.conccheck.analyzer.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * A scanned class. Types are kept as written and looked up when first asked for, for then all files
 * have been seen. Two threads may do the same look-up; both get equal, immutable answers.
 */
final class SourceClassInfo implements ClassInfo {

  /** What the file says, types as written. */
  static final class Written {
    String name;
    String outer;
    int flags;
    List<TypeParam> typeParams = List.of();
    TypeRef superclass;
    List<TypeRef> interfaces = List.of();
    List<String> annotations = List.of();
    final Map<String, String> members = new LinkedHashMap<>();
    final List<FieldInfo> fields = new ArrayList<>();
    final List<MethodInfo> methods = new ArrayList<>();
    List<TypeParam> enclosingParams = List.of();

    WrittenClass done() {
      return new WrittenClass(
          name,
          outer,
          flags,
          typeParams,
          superclass,
          interfaces,
          annotations,
          members,
          fields,
          methods,
          enclosingParams);
    }
  }

  private record Header(List<TypeParam> params, TypeRef superclass, List<TypeRef> interfaces) {}

  private final WrittenClass written;
  private final FileScope file;
  private final ClassInfo context; // enclosing class, looked into for names
  private volatile Recorder.Known<Header> header;
  private volatile Thread resolving; // breaks circles such as class A extends A.B
  private volatile Recorder.Known<Map<String, FieldInfo>> fields;
  private volatile Recorder.Known<Map<String, List<MethodInfo>>> methods;
  private volatile ConcurrentMap<String, Recorder.Known<?>> parts; // while recording

  SourceClassInfo(WrittenClass written, FileScope file, ClassInfo context) {
    this.written = written;
    this.file = file;
    this.context = context;
  }

  FileScope file() {
    return file;
  }

  private Header header() {
    Recorder.Known<Header> known = header;
    if (known == null) {
      if (resolving == Thread.currentThread()) {
        return new Header(written.typeParams(), null, List.of());
      }
      Thread before = resolving;
      resolving = Thread.currentThread();
      try {
        known = recorder().keep(this::resolveHeader);
        header = known;
      } finally {
        resolving = before;
      }
    }
    return recorder().use(known);
  }

  private Recorder recorder() {
    return file.index().recorder();
  }

  private Header resolveHeader() {
    List<TypeParam> scope = new ArrayList<>(written.typeParams());
    scope.addAll(written.enclosingParams());
    List<TypeParam> params = resolveParams(written.typeParams(), scope, context);
    List<TypeParam> all = new ArrayList<>(params);
    all.addAll(written.enclosingParams());
    TypeRef up = NameResolution.resolve(written.superclass(), all, context, file);
    List<TypeRef> ifs =
        written.interfaces().stream()
            .map(i -> NameResolution.resolve(i, all, context, file))
            .toList();
    return new Header(params, up, ifs);
  }

  private List<TypeParam> resolveParams(
      List<TypeParam> params, List<TypeParam> scope, ClassInfo from) {
    if (params.isEmpty()) {
      return params;
    }
    // A bound may name its own variable (T extends Comparable<T>): inside bounds variables have
    // none.
    List<TypeParam> bare = new ArrayList<>();
    scope.forEach(p -> bare.add(new TypeParam(p.name(), List.of())));
    return params.stream()
        .map(
            p ->
                new TypeParam(
                    p.name(),
                    p.bounds().stream()
                        .map(b -> NameResolution.resolve(b, bare, from, file))
                        .toList()))
        .toList();
  }

  @Override
  public String name() {
    return written.name();
  }

  @Override
  public int flags() {
    return written.flags();
  }

  @Override
  public List<TypeParam> typeParams() {
    return written.typeParams().isEmpty() ? written.typeParams() : header().params;
  }

  @Override
  public TypeRef superclass() {
    return header().superclass;
  }

  @Override
  public List<TypeRef> interfaces() {
    return header().interfaces;
  }

  @Override
  public Map<String, FieldInfo> fields() {
    Recorder.Known<Map<String, FieldInfo>> known = fields;
    if (known == null) {
      known = recorder().keep(() -> part(ClassDigest.FIELD, this::resolveFields));
      fields = known;
    }
    return recorder().use(known);
  }

  private Map<String, FieldInfo> resolveFields() {
    Map<String, FieldInfo> found = new LinkedHashMap<>();
    for (FieldInfo f : written.fields()) {
      found.put(f.name(), resolve(f));
    }
    return found;
  }

  private FieldInfo resolve(FieldInfo f) {
    TypeRef type = NameResolution.resolve(f.type(), written.enclosingParams(), this, file);
    return new FieldInfo(f.owner(), f.name(), type, f.flags(), f.annotations());
  }

  @Override
  public FieldInfo field(String name) {
    if (!recorder().isOn()) {
      return fields().get(name);
    }
    return use(
        ClassDigest.FIELD + name,
        () ->
            written.fields().stream()
                .filter(f -> f.name().equals(name))
                .reduce((first, last) -> last)
                .map(this::resolve)
                .orElse(null));
  }

  @Override
  public List<MethodInfo> methods(String name) {
    if (!recorder().isOn()) {
      return methods().getOrDefault(name, List.of());
    }
    return use(
        ClassDigest.METHOD + name,
        () ->
            written.methods().stream()
                .filter(m -> m.name().equals(name))
                .map(this::resolve)
                .toList());
  }

  @Override
  public String memberClass(String simpleName) {
    if (!recorder().isOn()) {
      return written.members().get(simpleName);
    }
    return use(ClassDigest.MEMBER + simpleName, () -> written.members().get(simpleName));
  }

  /** An answer that depends on one part of the class alone, and is kept. */
  private <V> V use(String part, Supplier<V> question) {
    ConcurrentMap<String, Recorder.Known<?>> all = parts;
    if (all == null) {
      all = new ConcurrentHashMap<>();
      parts = all; // of two at once one map is lost, and with it only time
    }
    @SuppressWarnings("unchecked") // each part has one type
    Recorder.Known<V> known = (Recorder.Known<V>) all.get(part);
    if (known == null) {
      known = recorder().keep(() -> part(part, question));
      all.put(part, known);
    }
    return recorder().use(known);
  }

  private <V> V part(String part, Supplier<V> question) {
    if (recorder().isOn()) {
      recorder().note(written.name() + part);
    }
    return question.get();
  }

  @Override
  public Map<String, List<MethodInfo>> methods() {
    Recorder.Known<Map<String, List<MethodInfo>>> known = methods;
    if (known == null) {
      known = recorder().keep(() -> part(ClassDigest.METHOD, this::resolveMethods));
      methods = known;
    }
    return recorder().use(known);
  }

  private Map<String, List<MethodInfo>> resolveMethods() {
    Map<String, List<MethodInfo>> found = new LinkedHashMap<>();
    for (MethodInfo m : written.methods()) {
      found.computeIfAbsent(m.name(), n -> new ArrayList<>(2)).add(resolve(m));
    }
    return found;
  }

  private MethodInfo resolve(MethodInfo m) {
    List<TypeParam> scope = new ArrayList<>(m.typeParams());
    scope.addAll(written.enclosingParams());
    List<TypeParam> own = resolveParams(m.typeParams(), scope, this);
    List<TypeParam> all = new ArrayList<>(own);
    all.addAll(written.enclosingParams());
    return new MethodInfo(
        m.owner(),
        m.name(),
        own,
        m.params().stream().map(p -> NameResolution.resolve(p, all, this, file)).toList(),
        NameResolution.resolve(m.returns(), all, this, file),
        m.flags(),
        m.annotations(),
        m.locks().stream().map(this::resolve).toList());
  }

  private LockStep resolve(LockStep step) {
    boolean made = step.call().equals(LockStep.NEW);
    return made
        ? step.of(
            NameResolution.resolve(TypeRef.written(step.on(), List.of()), List.of(), this, file)
                .name())
        : step;
  }

  @Override
  public Map<String, String> memberClasses() {
    return part(ClassDigest.MEMBER, written::members);
  }

  @Override
  public String outer() {
    return written.outer();
  }

  @Override
  public List<String> annotations() {
    return written.annotations();
  }

  @Override
  public boolean fromSource() {
    return true;
  }
}
