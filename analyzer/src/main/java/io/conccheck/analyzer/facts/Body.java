package io.conccheck.analyzer.facts;

import io.conccheck.findings.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What one method, constructor, initialiser or lambda does by itself, as far as threads and locks
 * go. Built by one thread, read by many afterwards.
 */
final class Body {

  /** Methods whose names say that they begin or end something. */
  private static final Pattern ONCE =
      Pattern.compile(
          "[^#]*#(start|init|open|run|launch|begin|connect|main|boot|serve|listen|close|stop"
              + "|shutdown|end)");

  final String key;
  final String symbol;
  final String owner;
  final Kind kind;
  final Location site;
  final boolean isPrivate;
  final boolean isStatic;

  /** True for a method that only code of the scanned sources is likely to call. */
  boolean isClosed;

  /** True if it hands nothing out to its caller: a constructor, or a method without a result. */
  boolean givesNothing;

  final List<String> params = new ArrayList<>();
  final List<Access> accesses = new ArrayList<>();
  final List<CallSite> calls = new ArrayList<>();
  final List<Spawn> spawns = new ArrayList<>();
  final List<Join> joins = new ArrayList<>();
  final List<Acquire> acquires = new ArrayList<>();
  final List<Block> blocks = new ArrayList<>();

  /** Of a constructor: fields that are set once, from which of its parameters or other objects. */
  final Map<String, Path> sets = new HashMap<>();

  /** The container that calls this method on threads of its own, or null. */
  EntryKind container;

  /** Where the code begins and ends in its file, as {@link BodyReader#order} counts. */
  long from;

  long to;

  /** Its place among all bodies; given once all files have been read. */
  int number;

  /** What each of its calls may run, in their order; found by the {@link CallGraph}. */
  List<List<Body>> callees = List.of();

  /** True if that variable is declared inside this body, so that each run has its own. */
  boolean declares(Path p) {
    if (!p.isVariable()) {
      return false;
    }
    String[] place = p.root().substring(p.root().lastIndexOf('@') + 1).split(":");
    long at = Long.parseLong(place[0]) * 4096 + Math.min(4095, Long.parseLong(place[1]));
    return from <= at && at <= to;
  }

  /** What sort of code a body is. */
  enum Kind {
    METHOD,
    CONSTRUCTOR,
    INITIALISER,
    LAMBDA
  }

  Body(
      String key,
      String symbol,
      String owner,
      Kind kind,
      Location site,
      boolean isPrivate,
      boolean isStatic) {
    this.key = key;
    this.symbol = symbol;
    this.owner = owner;
    this.kind = kind;
    this.site = site;
    this.isPrivate = isPrivate;
    this.isStatic = isStatic;
  }

  /** A method that others call for each piece of work, as its parameters show. */
  boolean isWorkMethod() {
    return isRepeated() && !params.isEmpty();
  }

  /** A method of others that nothing says is called once. */
  boolean isRepeated() {
    return kind == Kind.METHOD && !isPrivate && !ONCE.matcher(key).lookingAt();
  }

  /** True if it does nothing that others could care for. */
  boolean isEmpty() {
    return accesses.isEmpty()
        && calls.isEmpty()
        && spawns.isEmpty()
        && joins.isEmpty()
        && acquires.isEmpty()
        && blocks.isEmpty()
        && sets.isEmpty()
        && container == null;
  }
}
