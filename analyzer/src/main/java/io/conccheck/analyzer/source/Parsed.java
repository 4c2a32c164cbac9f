package io.conccheck.analyzer.source;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.comments.Comment;
import io.conccheck.findings.log.LogRecord;
import java.util.List;

/**
 * A source file after parsing.
 *
 * @param path how findings name the file
 * @param unit the syntax tree, or null if the file could not be parsed
 * @param comments all comments in order, also those in no tree
 * @param problems why the file, or a part of it, could not be read
 * @param lines number of lines
 * @param marked false if the text surely holds nothing that suppresses findings
 */
public record Parsed(
    String path,
    CompilationUnit unit,
    List<Comment> comments,
    List<LogRecord.Problem> problems,
    int lines,
    boolean marked) {}
