package io.conccheck.analyzer.types;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.AnnotationMemberDeclaration;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import java.util.List;

/** Fields and methods of a class, those the language adds by itself included. */
final class MemberDeclarations {

  private static final int CONSTANT = Flags.PUBLIC | Flags.STATIC | Flags.FINAL;

  private final SourceClassInfo.Written w;

  private MemberDeclarations(SourceClassInfo.Written w) {
    this.w = w;
  }

  static void add(TypeDeclaration<?> t, SourceClassInfo.Written w) {
    MemberDeclarations m = new MemberDeclarations(w);
    if (t instanceof EnumDeclaration e) {
      m.enumMembers(e);
    }
    m.all(t.getMembers());
    if (t instanceof RecordDeclaration r) {
      m.recordMembers(r);
    }
    m.accessors();
  }

  /** Adds the members of a class body without a header of its own. */
  static void add(NodeList<BodyDeclaration<?>> members, SourceClassInfo.Written w) {
    new MemberDeclarations(w).all(members);
  }

  private void all(NodeList<BodyDeclaration<?>> members) {
    for (BodyDeclaration<?> m : members) {
      if (m instanceof FieldDeclaration f) {
        field(f);
      } else if (m instanceof MethodDeclaration d) {
        method(d);
      } else if (m instanceof ConstructorDeclaration c) {
        constructor(c);
      } else if (m instanceof AnnotationMemberDeclaration a) {
        add(a.getNameAsString(), List.of(), WrittenTypes.of(a.getType()), Flags.ABSTRACT);
      }
    }
  }

  /** Those that a tool adds while compiling, unless there is one of that name. */
  private void accessors() {
    for (Accessors.Accessor a : Accessors.of(w.annotations, w.fields)) {
      String name = a.method().name();
      if (w.methods.stream().noneMatch(m -> m.name().equals(name))) {
        w.methods.add(a.method());
      }
    }
  }

  private boolean inInterface() {
    return (w.flags & Flags.INTERFACE) != 0;
  }

  private void field(FieldDeclaration f) {
    int flags = WrittenTypes.flags(f) | (inInterface() ? CONSTANT : 0);
    List<String> annotations = WrittenTypes.annotations(f.getAnnotations());
    flags |= Accessors.addedFlags(w.annotations, annotations, flags);
    for (VariableDeclarator v : f.getVariables()) {
      TypeRef type = WrittenTypes.of(v.getType());
      w.fields.add(new FieldInfo(w.name, v.getNameAsString(), type, flags, annotations));
    }
  }

  private void method(MethodDeclaration m) {
    int flags = WrittenTypes.flags(m);
    if (inInterface() && (flags & Flags.PRIVATE) == 0) {
      flags |= Flags.PUBLIC | (m.getBody().isEmpty() ? Flags.ABSTRACT : 0);
    }
    w.methods.add(
        new MethodInfo(
            w.name,
            m.getNameAsString(),
            WrittenTypes.params(m.getTypeParameters()),
            params(m.getParameters()),
            WrittenTypes.of(m.getType()),
            flags | varargs(m.getParameters()),
            WrittenTypes.annotations(m.getAnnotations()),
            LockSteps.of(m, m.getBody().orElse(null))));
  }

  private void constructor(ConstructorDeclaration c) {
    w.methods.add(
        new MethodInfo(
            w.name,
            "<init>",
            WrittenTypes.params(c.getTypeParameters()),
            params(c.getParameters()),
            TypeRef.VOID,
            WrittenTypes.flags(c) | varargs(c.getParameters()),
            WrittenTypes.annotations(c.getAnnotations()),
            LockSteps.of(c, c.getBody())));
  }

  private void enumMembers(EnumDeclaration e) {
    for (EnumConstantDeclaration c : e.getEntries()) {
      FieldInfo f =
          new FieldInfo(w.name, c.getNameAsString(), TypeRef.of(w.name), CONSTANT, List.of());
      w.fields.add(f);
    }
    int flags = Flags.PUBLIC | Flags.STATIC;
    add("values", List.of(), TypeRef.of(w.name).array(1), flags);
    add("valueOf", List.of(TypeRef.STRING), TypeRef.of(w.name), flags);
  }

  private void recordMembers(RecordDeclaration r) {
    for (Parameter p : r.getParameters()) {
      TypeRef type = WrittenTypes.of(p);
      int flags = Flags.PRIVATE | Flags.FINAL;
      List<String> annotations = WrittenTypes.annotations(p.getAnnotations());
      w.fields.add(new FieldInfo(w.name, p.getNameAsString(), type, flags, annotations));
      boolean explicit =
          w.methods.stream()
              .anyMatch(m -> m.name().equals(p.getNameAsString()) && m.params().isEmpty());
      if (!explicit) {
        add(p.getNameAsString(), List.of(), type, Flags.PUBLIC);
      }
    }
    boolean compact =
        r.getMembers().stream().anyMatch(m -> m instanceof CompactConstructorDeclaration);
    List<TypeRef> params = params(r.getParameters());
    boolean explicit =
        w.methods.stream().anyMatch(m -> m.isConstructor() && m.params().equals(params));
    if (compact || !explicit) {
      add("<init>", params, TypeRef.VOID, Flags.PUBLIC | varargs(r.getParameters()));
    }
  }

  private void add(String name, List<TypeRef> params, TypeRef returns, int flags) {
    w.methods.add(new MethodInfo(w.name, name, List.of(), params, returns, flags, List.of()));
  }

  private static List<TypeRef> params(List<Parameter> params) {
    return params.stream().map(WrittenTypes::of).toList();
  }

  private static int varargs(List<Parameter> params) {
    return params.stream().anyMatch(Parameter::isVarArgs) ? Flags.VARARGS : 0;
  }
}
