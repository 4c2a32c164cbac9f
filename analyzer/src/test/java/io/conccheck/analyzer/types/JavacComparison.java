package io.conccheck.analyzer.types;

import com.github.javaparser.Position;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import io.conccheck.analyzer.source.NodeIndex;
import io.conccheck.analyzer.source.Parsed;
import io.conccheck.analyzer.source.SourceFile;
import io.conccheck.analyzer.source.SourceParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Holds our answers on method calls against javac's attribution of the same sources. */
final class JavacComparison {

  /** A call as javac understands it. */
  private record Meant(String owner, String name, int params) {
    boolean isConcurrent() {
      return owner.startsWith("java.util.concurrent.")
          || owner.matches(
              "java\\.lang\\.(Thread|ThreadLocal|Process|ProcessBuilder|Runtime)(\\$.*)?")
          || owner.equals("java.lang.Object") && name.matches("wait|notify|notifyAll");
    }
  }

  private final List<Path> files;
  private final Map<String, Meant> meant =
      new HashMap<>(); // by file, line, column of the name's end
  private final List<String> wrong = new ArrayList<>();
  private final List<String> unresolved = new ArrayList<>();
  private int concurrent;
  private int all;
  private int allResolved;

  private JavacComparison(List<Path> files) {
    this.files = files;
  }

  /**
   * Compares all calls of the sources below a folder.
   *
   * @param classpath what javac sees
   * @param ours what we see of it: the same, or nothing
   */
  static JavacComparison of(Path folder, List<Path> classpath, List<Path> ours) throws IOException {
    try (Stream<Path> walk = Files.walk(folder.toAbsolutePath())) {
      JavacComparison c =
          new JavacComparison(
              walk.filter(f -> f.toString().endsWith(".java"))
                  .filter(f -> !f.endsWith("module-info.java"))
                  .sorted()
                  .toList());
      c.attribute(classpath);
      c.compare(ours);
      return c;
    }
  }

  private void attribute(List<Path> classpath) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(diagnostics, null, null)) {
      String path =
          classpath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
      List<String> options =
          List.of("-proc:none", "-cp", path, "-XDshould-stop.ifError=FLOW", "-Xmaxerrs", "1");
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  diagnostics,
                  options,
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      Iterable<? extends CompilationUnitTree> units = task.parse();
      task.analyze();
      Trees trees = Trees.instance(task);
      for (CompilationUnitTree unit : units) {
        read(unit, trees, task);
      }
    }
  }

  private void read(CompilationUnitTree unit, Trees trees, JavacTask task) {
    String file = Path.of(unit.getSourceFile().toUri()).toString();
    LineMap lines = unit.getLineMap();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
        var select = call.getMethodSelect();
        long end = trees.getSourcePositions().getEndPosition(unit, select) - 1;
        // The calls of super() that javac adds have no place.
        if (end > 0
            && trees.getElement(new TreePath(getCurrentPath(), select))
                instanceof ExecutableElement e) {
          String owner =
              task.getElements().getBinaryName((TypeElement) e.getEnclosingElement()).toString();
          long line = lines.getLineNumber(end);
          long column = end - lines.getStartPosition(line) + 1;
          meant.put(
              file + ":" + line + ":" + column,
              new Meant(owner, e.getSimpleName().toString(), e.getParameters().size()));
        }
        return super.visitMethodInvocation(call, none);
      }
    }.scan(unit, null);
  }

  private void compare(List<Path> classpath) {
    ClassIndex index =
        new ClassIndex(
            List.of(
                new ClasspathClasses(classpath, (p, e) -> wrong.add(p + ": " + e)),
                new JdkClasses()));
    List<SourceFile> sources =
        files.stream().map(f -> new SourceFile(f.toString(), () -> Files.readAllBytes(f))).toList();
    List<Declared> declared =
        sources.stream().map(s -> Declarations.of(new SourceParser().declarations(s))).toList();
    declared.forEach(d -> d.bind(index).forEach(index::add));
    TypeWorld world = new TypeWorld(index);
    for (int i = 0; i < sources.size(); i++) {
      Parsed parsed = new SourceParser().parse(sources.get(i));
      if (parsed.unit() == null) {
        wrong.add(parsed.problems().toString());
        continue;
      }
      NodeIndex nodes = new NodeIndex(parsed.unit());
      Types types = new Types(parsed.unit(), declared.get(i), nodes, world);
      for (MethodCallExpr call : nodes.all(MethodCallExpr.class)) {
        judge(call, types, parsed.path());
      }
    }
  }

  private void judge(MethodCallExpr call, Types types, String path) {
    Position end = call.getName().getEnd().orElseThrow();
    Meant m = meant.get(path + ":" + end.line + ":" + end.column);
    if (m == null) {
      return; // javac could not tell
    }
    Target target = types.target(call);
    String place = path + ":" + end.line + ": " + m + " in " + call;
    all++;
    allResolved += target == null ? 0 : 1;
    if (m.isConcurrent()) {
      concurrent++;
      if (!types.isCall(call, m.owner, m.name)) {
        unresolved.add(place);
      }
    }
    boolean same =
        target == null
            || target.method().name().equals(m.name)
                && (related(types, target.owner(), m.owner) || bothAbove(types, target, m.owner))
                && (!target.certain() || target.method().params().size() == m.params);
    if (!same) {
      wrong.add(place + ": " + target.method().key());
    }
  }

  /** One inherits from the other: javac names either of two methods that override each other. */
  private static boolean related(Types types, String a, String b) {
    return types.isA(TypeRef.of(a), b) || types.isA(TypeRef.of(b), a);
  }

  /** Two unrelated supertypes declare one method without a body: either may be named. */
  private static boolean bothAbove(Types types, Target target, String other) {
    return target.method().isAbstract() && types.isA(target.receiver(), other);
  }

  /** Prints the comparison of libraries: a class path, then folders of sources. */
  public static void main(String[] args) throws IOException {
    List<Path> classpath = Stream.of(args[0].split(File.pathSeparator)).map(Path::of).toList();
    for (String library : List.of(args).subList(1, args.length)) {
      for (List<Path> ours : List.of(classpath, List.<Path>of())) {
        JavacComparison c = of(Path.of(library), classpath, ours);
        System.out.println(library + (ours.isEmpty() ? " without: " : " with: ") + c);
        c.wrong.forEach(w -> System.out.println("  wrong " + w));
        if (!ours.isEmpty()) {
          c.unresolved.forEach(u -> System.out.println("  unresolved " + u));
        }
      }
    }
  }

  /** Answers that contradict javac's. */
  List<String> wrong() {
    return wrong;
  }

  /** How many calls both have looked at. */
  int calls() {
    return all;
  }

  /** Calls of the concurrency API that we do not recognise. */
  List<String> unresolved() {
    return unresolved;
  }

  /** Share of the calls of the concurrency API that we recognise. */
  double recognised() {
    return concurrent == 0 ? 1 : 1 - (double) unresolved.size() / concurrent;
  }

  @Override
  public String toString() {
    return String.format(
        java.util.Locale.ROOT,
        "%d files; concurrency calls %d, recognised %.2f%%; all calls %d, resolved %.2f%%; wrong %d",
        files.size(),
        concurrent,
        100 * recognised(),
        all,
        100.0 * allResolved / Math.max(1, all),
        wrong.size());
  }
}
