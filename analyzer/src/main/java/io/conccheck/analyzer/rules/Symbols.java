package io.conccheck.analyzer.rules;

import com.github.javaparser.ast.Node;
import io.conccheck.analyzer.facts.BodySymbols;
import io.conccheck.analyzer.types.Types;

/** Line-free names of places, as the runtime would give them. */
public final class Symbols {

  private Symbols() {}

  /**
   * {@code com.acme.Server#start} for what lies in a method, lambdas included; {@code <init>} and
   * {@code <clinit>} for constructors and initialisers; the class alone for what lies in no member.
   */
  public static String of(Node node, Types types) {
    return BodySymbols.of(node, types);
  }
}
