package io.conccheck.analyzer.types;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.TypeExpr;
import com.github.javaparser.ast.type.Type;
import io.conccheck.analyzer.source.NodeIndex;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The types in one file. Every answer is either right or unknown: a class that is in neither the
 * scanned sources nor the class path nor the JDK gives {@link TypeRef#UNKNOWN}, never a guess. For
 * use by one thread.
 */
public final class Types {

  private final TypeWorld world;
  private final FileScope file;
  private final ClassNodes classes;
  private final NameMeanings names;
  private final ExprTypes expressions;
  private final Calls calls;
  private final Inference inference;
  private final Expectation expectation;
  private final Map<Expression, TypeRef> cache = new IdentityHashMap<>();
  private Expression asked;

  /** The types of a file whose classes have been declared to the index of that world. */
  public Types(CompilationUnit unit, Declared declared, NodeIndex nodes, TypeWorld world) {
    this.world = world;
    this.file = declared.scope(world.index());
    this.classes = new ClassNodes(unit, file, world.index());
    this.names = new NameMeanings(this, new Locals(nodes));
    this.expressions = new ExprTypes(this);
    this.calls = new Calls(this);
    this.inference = new Inference(this);
    this.expectation = new Expectation(this);
  }

  /** The static type of an expression; {@code void} of a call that gives nothing. */
  public TypeRef of(Expression e) {
    TypeRef known = cache.get(e);
    if (known == null) {
      asked = e;
      cache.put(e, TypeRef.UNKNOWN); // ends circles through lambdas
      known = e.accept(expressions, null);
      cache.put(e, known);
    }
    return known;
  }

  /** True if the expression's type is proven to be one of those classes or a subclass. */
  public boolean isA(Expression e, String... classNames) {
    return isA(of(e), classNames);
  }

  /** True if the type is proven to be one of those classes or a subclass. */
  public boolean isA(TypeRef type, String... classNames) {
    for (String name : classNames) {
      if (is(type, name).yes()) {
        return true;
      }
    }
    return false;
  }

  /** Whether values of that type are values of that class. */
  public Answer is(TypeRef type, String className) {
    TypeRef t = type.bound();
    if (t.isUnknown()) {
      return Answer.UNKNOWN;
    }
    return t.isClass() ? world.index().isSubclass(t.name(), className) : Answer.NO;
  }

  /** The method that a call means, or null if it cannot be told. */
  public Target target(MethodCallExpr call) {
    return calls.target(call);
  }

  /** The constructor that is called, or null if it cannot be told or is not written down. */
  public Target target(ObjectCreationExpr creation) {
    return calls.target(creation);
  }

  /** The method that a reference means, or null if it cannot be told. */
  public Target target(MethodReferenceExpr reference) {
    return MethodReferences.target(this, reference, functionOf(reference));
  }

  /**
   * True if the call is proven to be of one of those methods (all, if none is named) on the class
   * or a subclass of it. A static method counts for the class that is named in the call.
   */
  public boolean isCall(MethodCallExpr call, String className, String... methods) {
    if (methods.length > 0 && !List.of(methods).contains(call.getNameAsString())) {
      return false;
    }
    Target target = target(call);
    if (target != null && isA(TypeRef.of(target.owner()), className)) {
      return true;
    }
    TypeRef receiver = receiverOf(call);
    if (target != null && receiver.isUnknown()) {
      receiver = target.receiver();
    }
    return isA(receiver, className);
  }

  /**
   * Type of what a method is called on: of the scope, value or class name; of the class that has
   * the method where there is no scope.
   */
  public TypeRef receiverOf(MethodCallExpr call) {
    return call.getScope().map(this::receiver).orElseGet(() -> calls.implicitReceiver(call));
  }

  TypeRef receiver(Expression scope) {
    TypeRef value = of(scope);
    return value.isUnknown() ? typeName(scope) : value;
  }

  /** The class that an expression names ({@code Thread} in {@code Thread.sleep}), or UNKNOWN. */
  public TypeRef typeName(Expression e) {
    String written = names.dotted(e);
    if (written == null || names.startsWithValue(e)) {
      return TypeRef.UNKNOWN;
    }
    return resolve(TypeRef.written(written, List.of()), e);
  }

  /** What a name, {@code this.x} or {@code a.b} stands for; null if no variable or not known. */
  public Meaning meaning(Expression e) {
    Expression bare = bare(e);
    if (bare instanceof NameExpr n) {
      return names.simple(n.getNameAsString(), n);
    } else if (bare instanceof TypeExpr t && t.getType().isClassOrInterfaceType()) {
      boolean simple = t.getType().asClassOrInterfaceType().getScope().isEmpty();
      return simple ? names.simple(t.getTypeAsString(), t) : null;
    }
    return bare instanceof FieldAccessExpr f ? names.member(f) : null;
  }

  /** The field that an expression reads or writes, or null. */
  public FieldInfo field(Expression e) {
    Meaning m = meaning(e);
    return m == null ? null : m.field();
  }

  /** The type of a local variable, parameter or pattern, given its declaring node. */
  public TypeRef ofLocal(Node declaration) {
    return names.typeOfLocal(declaration);
  }

  /** The functional interface that a lambda or method reference becomes, or null if unknown. */
  public FunctionType functionOf(Expression lambdaOrReference) {
    return function(expectation.of(lambdaOrReference));
  }

  /** The type that the place of an expression asks for, or UNKNOWN. */
  public TypeRef expected(Expression e) {
    return expectation.of(e);
  }

  /** The function of a functional interface, or null if it is none or unknown. */
  public FunctionType function(TypeRef type) {
    return world.functional().of(type);
  }

  /** The innermost class whose body holds the node, or null. */
  public ClassInfo enclosingClass(Node node) {
    return classes.enclosing(node);
  }

  /** The class that a declaration or an anonymous class's creation declares, or null. */
  public ClassInfo declaredBy(Node node) {
    return classes.declaredBy(node);
  }

  /** The type that is written there. */
  public TypeRef resolve(Type type) {
    return resolve(WrittenTypes.of(type), type);
  }

  /** The type of an annotation; UNKNOWN if nothing says what its name means. */
  public TypeRef annotation(AnnotationExpr a) {
    return resolve(TypeRef.written(a.getNameAsString(), List.of()), a);
  }

  TypeRef resolve(TypeRef written, Node at) {
    if (written.kind() == TypeRef.Kind.UNRESOLVED) {
      int dot = written.name().indexOf('.');
      String first = dot < 0 ? written.name() : written.name().substring(0, dot);
      ClassInfo local = dot < 0 ? classes.local(first, at) : null;
      if (local != null) {
        return TypeRef.of(local.name()).array(written.dims());
      }
    }
    return NameResolution.resolve(written, ClassNodes.typeParams(at), classes.enclosing(at), file);
  }

  /** The class of that binary name, or null if it is not known. */
  public ClassInfo find(String binaryName) {
    return world.index().find(binaryName);
  }

  /** The type seen as that class or interface, with its arguments; UNKNOWN if it is none. */
  public TypeRef as(TypeRef type, String className) {
    return world.supertypes().as(type.bound(), className);
  }

  /** The field of that name that objects of a class have, with its type; null if none is known. */
  public FieldInfo fieldOf(TypeRef owner, String name) {
    Meaning m = world.members().field(owner, name);
    return m == null ? null : m.field();
  }

  public Members members() {
    return world.members();
  }

  /**
   * What remains of the local and anonymous classes once the file has been looked at; to be told to
   * the index.
   */
  public List<UnnamedClass> settle() {
    return classes.unnamed().stream().map(UnnamedClass::of).toList();
  }

  /** The line of the expression that was last asked for, or 0: where somebody was looking. */
  public int lineAsked() {
    return asked == null ? 0 : asked.getBegin().map(p -> p.line).orElse(0);
  }

  /** All classes of the scan. */
  public ClassIndex index() {
    return world.index();
  }

  TypeWorld world() {
    return world;
  }

  FileScope file() {
    return file;
  }

  Calls calls() {
    return calls;
  }

  Inference inference() {
    return inference;
  }

  Expectation expectation() {
    return expectation;
  }

  /** The expression without parentheses around it. */
  public static Expression bare(Expression e) {
    Expression bare = e;
    while (bare instanceof EnclosedExpr p) {
      bare = p.getInner();
    }
    return bare;
  }

  static boolean isFunction(Expression e) {
    return e instanceof LambdaExpr || e instanceof MethodReferenceExpr;
  }
}
