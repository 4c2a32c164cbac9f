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
import java.util.function.Consumer;

/** The classes that a file declares, member classes included, local and anonymous ones not. */
public final class Declarations {

  private final FileScope file;
  private final Consumer<ClassInfo> found;

  private Declarations(FileScope file, Consumer<ClassInfo> found) {
    this.file = file;
    this.found = found;
  }

  /** Tells every class of the file, outer before inner. */
  public static void collect(CompilationUnit unit, ClassIndex index, Consumer<ClassInfo> found) {
    FileScope file = scope(unit, index);
    Declarations d = new Declarations(file, found);
    for (TypeDeclaration<?> t : unit.getTypes()) {
      d.declare(t, file.qualify(t.getNameAsString()), null, List.of());
    }
  }

  /** Package and imports of a file. */
  static FileScope scope(CompilationUnit unit, ClassIndex index) {
    String pkg = unit.getPackageDeclaration().map(p -> p.getNameAsString()).orElse("");
    FileScope file = new FileScope(index, pkg);
    unit.getImports().forEach(i -> file.add(i.getNameAsString(), i.isStatic(), i.isAsterisk()));
    return file;
  }

  /** Declares one class and its members; the enclosing methods' type parameters are in scope. */
  static ClassInfo declare(
      TypeDeclaration<?> t,
      String name,
      ClassInfo outer,
      List<TypeParam> enclosing,
      FileScope file,
      Consumer<ClassInfo> found) {
    return new Declarations(file, found).declare(t, name, outer, enclosing);
  }

  private ClassInfo declare(
      TypeDeclaration<?> t, String name, ClassInfo outer, List<TypeParam> enclosing) {
    SourceClassInfo.Written w = new SourceClassInfo.Written();
    w.name = name;
    w.outer = outer == null ? null : outer.name();
    w.flags = WrittenTypes.flags(t) | kindFlags(t);
    w.annotations = WrittenTypes.annotations(t.getAnnotations());
    w.enclosingParams = enclosing;
    boolean inInterface = outer != null && outer.isInterface();
    if (inInterface || outer != null && !t.isClassOrInterfaceDeclaration() || isInterface(t)) {
      w.flags |= Flags.STATIC;
    }
    header(t, w);
    MemberDeclarations.add(t, w);
    SourceClassInfo info = new SourceClassInfo(w, file, outer);
    List<TypeDeclaration<?>> inner = new ArrayList<>();
    for (BodyDeclaration<?> m : t.getMembers()) {
      if (m instanceof TypeDeclaration<?> member) {
        w.members.put(member.getNameAsString(), name + "$" + member.getNameAsString());
        inner.add(member);
      }
    }
    found.accept(info);
    for (TypeDeclaration<?> member : inner) {
      declare(member, name + "$" + member.getNameAsString(), info, enclosing);
    }
    return info;
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
