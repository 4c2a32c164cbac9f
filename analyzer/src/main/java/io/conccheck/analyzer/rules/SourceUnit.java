package io.conccheck.analyzer.rules;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import io.conccheck.analyzer.facts.FileFacts;
import io.conccheck.analyzer.source.NodeIndex;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.Location;

/**
 * One file with everything that is known about it alone.
 *
 * @param path how findings name the file
 * @param unit its syntax tree
 * @param nodes the tree's nodes by kind
 * @param types the types in it
 * @param facts the facts of the file
 * @param release the Java release it is meant for
 * @param isTest true for test sources
 */
public record SourceUnit(
    String path,
    CompilationUnit unit,
    NodeIndex nodes,
    Types types,
    FileFacts facts,
    int release,
    boolean isTest) {

  /** The place of a node, named by the class and member around it. */
  public Location location(Node node) {
    return node.getBegin()
        .map(p -> new Location(path, p.line, p.column, Symbols.of(node, types)))
        .orElseGet(() -> new Location(path, 0, 0, null));
  }
}
