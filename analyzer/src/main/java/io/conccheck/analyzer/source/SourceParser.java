package io.conccheck.analyzer.source;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParseStart;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.Problem;
import com.github.javaparser.Providers;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.comments.Comment;
import io.conccheck.findings.log.LogRecord;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Turns source files into syntax trees. Use one per thread. */
public final class SourceParser {

  private final Charset encoding;
  private final JavaParser parser = new JavaParser(configuration(false));
  private final JavaParser escapes = new JavaParser(configuration(true));

  /** A parser of files in UTF-8. */
  public SourceParser() {
    this(StandardCharsets.UTF_8);
  }

  /** A parser of files in that encoding; those in another one are read as ISO-8859-1. */
  public SourceParser(Charset encoding) {
    this.encoding = encoding;
  }

  private static ParserConfiguration configuration(boolean unicodeEscapes) {
    ParserConfiguration configuration =
        new ParserConfiguration()
            .setLanguageLevel(LanguageLevel.JAVA_25)
            .setAttributeComments(false)
            .setDetectOriginalLineSeparator(false)
            .setPreprocessUnicodeEscapes(unicodeEscapes);
    // The level tells the grammar what `yield` means. Its validators, the anonymous processors,
    // only walk the tree a dozen times to refuse what javac would refuse: half the time of a scan.
    configuration.getProcessors().removeIf(p -> p.get().getClass().isAnonymousClass());
    return configuration;
  }

  /** Parses a file. What cannot be read or parsed becomes a problem. */
  public Parsed parse(SourceFile file) {
    SourceText text;
    try {
      text = SourceText.of(file.reader().read(), encoding);
    } catch (IOException e) {
      return failed(file, 0, "unreadable", 0, "cannot be read: " + SourceTree.reason(e));
    }
    try {
      return parse(file, text);
    } catch (StackOverflowError e) {
      return failed(file, text.lines(), "parse", 0, "is nested too deeply to be parsed");
    }
  }

  /** What a file declares, without bodies; null if it cannot be read or parsed. */
  public CompilationUnit declarations(SourceFile file) {
    try {
      String text = SourceText.of(file.reader().read(), encoding).text();
      String outline = hasSyntaxEscapes(text) ? text : Outline.of(text);
      ParseResult<CompilationUnit> result = parse(outline);
      if (!result.isSuccessful()) {
        result = parse(text);
      }
      return result.isSuccessful() ? result.getResult().orElse(null) : null;
    } catch (IOException | StackOverflowError e) {
      return null; // the second look at the file tells why
    }
  }

  /** True if a unicode escape may be a bracket, a quote or the like. */
  private static boolean hasSyntaxEscapes(String text) {
    for (int i = text.indexOf("\\u"); i >= 0; i = text.indexOf("\\u", i + 2)) {
      int digits = i + 2;
      while (digits < text.length() && text.charAt(digits) == 'u') {
        digits++;
      }
      boolean ascii =
          text.startsWith("00", digits)
              && digits + 2 < text.length()
              && Character.digit(text.charAt(digits + 2), 8) >= 0;
      if (ascii) {
        return true;
      }
    }
    return false;
  }

  private ParseResult<CompilationUnit> parse(String text) {
    ParseResult<CompilationUnit> result = parseAsItIs(text);
    if (!result.isSuccessful()) {
      String older = LaterSyntax.of(text);
      ParseResult<CompilationUnit> again = older.equals(text) ? result : parseAsItIs(older);
      return again.isSuccessful() ? again : result;
    }
    return result;
  }

  private ParseResult<CompilationUnit> parseAsItIs(String text) {
    JavaParser chosen = text.contains("\\u") ? escapes : parser;
    return chosen.parse(ParseStart.COMPILATION_UNIT, Providers.provider(text));
  }

  private Parsed parse(SourceFile file, SourceText text) {
    ParseResult<CompilationUnit> result = parse(text.text());
    List<LogRecord.Problem> problems = new ArrayList<>();
    result.getProblems().forEach(p -> problems.add(problem(file.path(), p)));
    if (!text.asExpected()) {
      String message = "is not " + encoding + " and was read as ISO-8859-1";
      problems.add(new LogRecord.Problem("encoding", file.path(), 0, message, ""));
    }
    List<Comment> comments =
        result.getCommentsCollection().map(c -> List.copyOf(c.getComments())).orElse(List.of());
    CompilationUnit unit = result.isSuccessful() ? result.getResult().orElse(null) : null;
    return new Parsed(
        file.path(),
        unit,
        comments,
        problems,
        text.lines(),
        text.text().contains(Suppressions.PREFIX));
  }

  private static LogRecord.Problem problem(String path, Problem p) {
    int line =
        p.getLocation().flatMap(r -> r.getBegin().getRange()).map(r -> r.begin.line).orElse(0);
    String reason = p.getMessage().lines().findFirst().orElse("cannot be parsed").strip();
    return new LogRecord.Problem("parse", path, line, "does not parse: " + reason, "");
  }

  private static Parsed failed(SourceFile file, int lines, String kind, int line, String message) {
    LogRecord.Problem problem = new LogRecord.Problem(kind, file.path(), line, message, "");
    return new Parsed(file.path(), null, List.of(), List.of(problem), lines, false);
  }
}
