package io.conccheck.analyzer.source;

import com.github.javaparser.JavaToken;
import com.github.javaparser.Range;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.comments.Comment;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.stmt.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the author of a file does not want to hear of:
 * {@code @SuppressWarnings("conccheck:rule-id")} on a declaration, {@code //
 * conccheck:ignore[rule-id] reason} on a line or on the line before it. A comment without a reason
 * suppresses nothing. What it was asked about is remembered: for use by one thread at a time.
 */
public final class Suppressions {

  static final String PREFIX = "conccheck:";
  private static final Pattern COMMENT =
      Pattern.compile("((?:conccheck:ignore\\[[\\w\\-, ]+]\\s*)+)(\\S)?");

  private static final Pattern NAMED = Pattern.compile("\\[([\\w\\-, ]+)]");

  /** Names no rule: it suppresses nothing. */
  private static final Pattern NAMELESS =
      Pattern.compile("\\s*conccheck:ignore(?!\\s*\\[).*", Pattern.DOTALL);

  /** Nothing is suppressed. */
  public static final Suppressions NONE = new Suppressions();

  /**
   * Lines on which findings of rules are not wanted.
   *
   * @param line where that is written
   * @param used which of the rules have had a finding there
   */
  public record Span(int first, int last, Set<String> rules, int line, Set<String> used) {
    Span(int first, int last, Set<String> rules, int line) {
      this(first, last, rules, line, new HashSet<>());
    }
  }

  /**
   * A suppression of one rule that has covered nothing so far.
   *
   * @param line where it is written
   * @param rule id of the rule
   * @param explained false if it has no reason, so that it cannot cover anything
   */
  public record Unused(int line, String rule, boolean explained) {}

  private final List<Span> spans = new ArrayList<>();
  private final Map<String, Integer> fieldLines = new HashMap<>();

  private boolean generated;

  private Suppressions() {}

  /** Those of a file; none if it did not parse. */
  public static Suppressions of(Parsed parsed) {
    Suppressions s = new Suppressions();
    if (parsed.unit() != null && parsed.marked()) {
      s.generated = Generated.is(parsed);
      s.annotations(parsed.unit());
      s.comments(parsed.comments(), parsed.unit());
      s.fields(parsed.unit());
    }
    return s;
  }

  /** Those that were kept of another scan; field lines are not. */
  public static Suppressions of(List<Span> spans, boolean generated) {
    Suppressions s = new Suppressions();
    s.generated = generated;
    spans.forEach(
        p -> s.spans.add(new Span(p.first, p.last, p.rules, p.line, new HashSet<>(p.used))));
    return s;
  }

  /** What is suppressed, for keeping. */
  public List<Span> spans() {
    return List.copyOf(spans);
  }

  /** True for generated code, whose unused suppressions are nobody's business. */
  public boolean generated() {
    return generated;
  }

  /** True if findings of that rule on that line are suppressed. */
  public boolean covers(String ruleId, int line) {
    boolean covered = false;
    for (Span s : spans) {
      if (s.first() <= line && line <= s.last() && s.rules().contains(ruleId)) {
        s.used().add(ruleId);
        covered = true;
      }
    }
    return covered;
  }

  /** What is written here and has covered nothing; none in generated code. In order of lines. */
  public List<Unused> unused() {
    List<Unused> found = new ArrayList<>();
    for (Span s : generated ? List.<Span>of() : spans) {
      s.rules().stream()
          .filter(r -> !s.used().contains(r))
          .sorted()
          .forEach(r -> found.add(new Unused(s.line(), r, s.first() <= s.last())));
    }
    found.sort(Comparator.comparingInt(Unused::line));
    return found;
  }

  /**
   * The line where a field is declared, or 0 if it is not declared in this file.
   *
   * @param symbol owner and name, {@code com.acme.Cache.size}; nested classes with dot or dollar
   */
  public int fieldLine(String symbol) {
    return fieldLines.getOrDefault(symbol.replace('$', '.'), 0);
  }

  private void annotations(CompilationUnit unit) {
    ConstantTexts constants = new ConstantTexts(unit);
    for (AnnotationExpr a : unit.findAll(AnnotationExpr.class)) {
      Range range = a.getParentNode().flatMap(Node::getRange).orElse(null);
      if (range == null || !a.getName().getIdentifier().equals("SuppressWarnings")) {
        continue;
      }
      Set<String> rules = new HashSet<>();
      for (String text : constants.in(a)) {
        if (text.startsWith(PREFIX)) {
          rules.add(text.substring(PREFIX.length()));
        }
      }
      if (!rules.isEmpty()) {
        int line = a.getBegin().map(p -> p.line).orElse(range.begin.line);
        spans.add(new Span(range.begin.line, range.end.line, rules, line));
      }
    }
  }

  /**
   * Where the statement begins of which the last line ends in a comment; that line if it is one.
   */
  private static int begin(CompilationUnit unit, int line) {
    int first = line;
    for (Statement s : unit.findAll(Statement.class)) {
      boolean simple = s.isExpressionStmt() || s.isReturnStmt() || s.isThrowStmt();
      if (simple && s.getRange().filter(r -> r.end.line == line).isPresent()) {
        first = Math.min(first, s.getRange().get().begin.line);
      }
    }
    return first;
  }

  private void comments(List<Comment> comments, CompilationUnit unit) {
    Set<Integer> commentLines = new HashSet<>();
    for (Comment c : comments) {
      if (c.getRange().isPresent() && alone(c)) {
        Range range = c.getRange().get();
        for (int line = range.begin.line; line <= range.end.line; line++) {
          commentLines.add(line);
        }
      }
    }
    for (Comment c : comments) {
      Matcher m = COMMENT.matcher(c.getContent());
      boolean named = false;
      while (m.find() && c.getRange().isPresent()) {
        named = true;
        int line = c.getRange().get().begin.line;
        int written = line;
        if (commentLines.contains(line)) {
          while (commentLines.contains(line)) {
            line++;
          }
        }
        Set<String> rules = new HashSet<>();
        for (Matcher n = NAMED.matcher(m.group(1)); n.find(); ) {
          rules.addAll(List.of(n.group(1).strip().split("[, ]+")));
        }
        int first = line == written ? begin(unit, line) : line;
        int last = m.group(2) == null ? first - 1 : line; // without a reason: covers nothing
        spans.add(new Span(first, last, rules, written));
      }
      if (!named && NAMELESS.matcher(c.getContent()).matches() && c.getRange().isPresent()) {
        int line = c.getRange().get().begin.line;
        spans.add(new Span(line, line - 1, Set.of(""), line));
      }
    }
  }

  /** True if nothing but blanks stands before the comment on its line. */
  private static boolean alone(Comment c) {
    JavaToken token = c.getTokenRange().map(r -> r.getBegin()).orElse(null);
    while (token != null && token.getPreviousToken().isPresent()) {
      token = token.getPreviousToken().get();
      if (token.getCategory().isEndOfLine()) {
        return true;
      }
      if (!token.getCategory().isWhitespace()) {
        return false;
      }
    }
    return true;
  }

  private void fields(CompilationUnit unit) {
    for (FieldDeclaration field : unit.findAll(FieldDeclaration.class)) {
      String owner =
          field.getParentNode().orElse(null) instanceof TypeDeclaration<?> t
              ? t.getFullyQualifiedName().orElse(null)
              : null;
      for (VariableDeclarator v : field.getVariables()) {
        if (owner != null && v.getBegin().isPresent()) {
          fieldLines.put(owner + "." + v.getNameAsString(), v.getBegin().get().line);
        }
      }
    }
  }
}
