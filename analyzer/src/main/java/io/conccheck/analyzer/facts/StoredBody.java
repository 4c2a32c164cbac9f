package io.conccheck.analyzer.facts;

import io.conccheck.findings.Location;
import java.util.List;
import java.util.Map;

/** A {@link Body} as data, for keeping. */
public record StoredBody(
    String key,
    String symbol,
    String owner,
    Body.Kind kind,
    Location site,
    boolean isPrivate,
    boolean isStatic,
    boolean isClosed,
    boolean givesNothing,
    List<String> params,
    List<Access> accesses,
    List<CallSite> calls,
    List<Spawn> spawns,
    List<Join> joins,
    List<Acquire> acquires,
    List<Block> blocks,
    Map<String, Path> sets,
    EntryKind container,
    long from,
    long to) {

  static StoredBody of(Body b) {
    return new StoredBody(
        b.key,
        b.symbol,
        b.owner,
        b.kind,
        b.site,
        b.isPrivate,
        b.isStatic,
        b.isClosed,
        b.givesNothing,
        b.params,
        b.accesses,
        b.calls,
        b.spawns,
        b.joins,
        b.acquires,
        b.blocks,
        b.sets,
        b.container,
        b.from,
        b.to);
  }

  Body body() {
    Body b = new Body(key, symbol, owner, kind, site, isPrivate, isStatic);
    b.isClosed = isClosed;
    b.givesNothing = givesNothing;
    b.params.addAll(params);
    b.accesses.addAll(accesses);
    b.calls.addAll(calls);
    b.spawns.addAll(spawns);
    b.joins.addAll(joins);
    b.acquires.addAll(acquires);
    b.blocks.addAll(blocks);
    b.sets.putAll(sets);
    b.container = container;
    b.from = from;
    b.to = to;
    return b;
  }
}
