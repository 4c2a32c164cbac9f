package io.conccheck.analyzer.types;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.AnnotationDeclaration;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the classes that a file declares, member classes included, local and anonymous ones not.
 */
public final class Declarations {

  private final List<TypeParam> enclosing;
  private final List<Declared.Declaration> found = new ArrayList<>();

  private Declarations(List<TypeParam> enclosing) {
    this.enclosing = enclosing;
  }

  /** All classes of a file. */
  public static Declared of(CompilationUnit unit) {
    String pkg = unit.getPackageDeclaration().map(p -> p.getNameAsString()).orElse("");
    List<Declared.Import> imports =
        unit.getImports().stream()
            .map(i -> new Declared.Import(i.getNameAsString(), i.isStatic(), i.isAsterisk()))
            .toList();
    Declarations d = new Declarations(List.of());
    for (TypeDeclaration<?> t : unit.getTypes()) {
      String name = t.getNameAsString();
      d.declare(t, pkg.isEmpty() ? name : pkg + "." + name, null, -1);
    }
    return new Declared(pkg, imports, List.copyOf(d.found));
  }

  /** A class inside a method or an anonymous class; the methods' type parameters are in scope. */
  static List<ClassInfo> inside(
      ClassInfo outer, TypeDeclaration<?> t, String name, List<TypeParam> params, FileScope file) {
    Declarations d = new Declarations(params);
    d.declare(t, name, outer, -1);
    return Declared.bind(d.found, outer, file);
  }

  private void declare(TypeDeclaration<?> t, String name, ClassInfo around, int outer) {
    SourceClassInfo.Written w = new SourceClassInfo.Written();
    WrittenClass holder = outer < 0 ? null : found.get(outer).written();
    w.name = name;
    w.outer = holder != null ? holder.name() : around == null ? null : around.name();
    w.flags = WrittenTypes.flags(t) | kindFlags(t);
    w.annotations = WrittenTypes.annotations(t.getAnnotations());
    w.enclosingParams = enclosing;
    boolean inInterface =
        holder != null
            ? (holder.flags() & Flags.INTERFACE) != 0
            : around != null && around.isInterface();
    if (inInterface || w.outer != null && !t.isClassOrInterfaceDeclaration() || isInterface(t)) {
      w.flags |= Flags.STATIC;
    }
    header(t, w);
    MemberDeclarations.add(t, w);
    for (BodyDeclaration<?> m : t.getMembers()) {
      if (m instanceof TypeDeclaration<?> member) {
        w.members.put(member.getNameAsString(), name + "$" + member.getNameAsString());
      }
    }
    int place = found.size();
    found.add(new Declared.Declaration(w.done(), outer));
    for (BodyDeclaration<?> m : t.getMembers()) {
      if (m instanceof TypeDeclaration<?> member) {
        declare(member, name + "$" + member.getNameAsString(), null, place);
      }
    }
  }

  private static boolean isInterface(TypeDeclaration<?> t) {
    return t instanceof ClassOrInterfaceDeclaration c && c.isInterface()
        || t instanceof AnnotationDeclaration;
  }

  private static int kindFlags(TypeDeclaration<?> t) {
    if (t instanceof EnumDeclaration) {
      return Flags.ENUM;
    } else if (t instanceof RecordDeclaration) {
      return Flags.RECORD | Flags.FINAL;
    } else if (t instanceof AnnotationDeclaration) {
      return Flags.ANNOTATION | Flags.INTERFACE | Flags.ABSTRACT;
    }
    return isInterface(t) ? Flags.INTERFACE | Flags.ABSTRACT : 0;
  }

  private static void header(TypeDeclaration<?> t, SourceClassInfo.Written w) {
    if (t instanceof ClassOrInterfaceDeclaration c) {
      w.typeParams = WrittenTypes.params(c.getTypeParameters());
      if (c.isInterface()) {
        w.interfaces = types(c.getExtendedTypes());
      } else {
        w.superclass = types(c.getExtendedTypes()).stream().findFirst().orElse(TypeRef.OBJECT);
        w.interfaces = types(c.getImplementedTypes());
      }
    } else if (t instanceof EnumDeclaration e) {
      w.superclass = TypeRef.of("java.lang.Enum", List.of(TypeRef.of(w.name)));
      w.interfaces = types(e.getImplementedTypes());
    } else if (t instanceof RecordDeclaration r) {
      w.typeParams = WrittenTypes.params(r.getTypeParameters());
      w.superclass = TypeRef.of("java.lang.Record");
      w.interfaces = types(r.getImplementedTypes());
    } else {
      w.interfaces = List.of(TypeRef.of("java.lang.annotation.Annotation"));
    }
  }

  private static List<TypeRef> types(List<ClassOrInterfaceType> types) {
    return types.stream().map(WrittenTypes::of).toList();
  }
}
