package io.conccheck.analyzer.facts;

import io.conccheck.findings.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Places where code waits for something slow while it holds a lock, directly or through calls. */
public final class BlockingUnderLock {

  /**
   * One such place.
   *
   * @param lock the innermost lock held
   * @param why what is waited for
   * @param at the place in the code that holds the lock
   * @param chain calls from there, outermost first; empty if it waits itself
   * @param end where it waits in the end
   * @param body symbol of the code that holds the lock
   */
  public record Place(
      LockKey lock, String why, Location at, List<Location> chain, Location end, String body) {}

  private BlockingUnderLock() {}

  /** All such places, each at the code that holds the lock. */
  public static List<Place> of(Program program) {
    List<Place> found = new ArrayList<>();
    for (Body body : program.bodies().values()) {
      for (Block b : body.blocks) {
        add(found, body, b.held(), b, List.of(), b.site());
      }
      for (CallSite call : body.calls) {
        if (!call.held().isEmpty()) {
          through(found, program, body, call);
        }
      }
    }
    return found;
  }

  private static void through(List<Place> found, Program program, Body body, CallSite call) {
    for (Body callee : program.calls().callees(call)) {
      for (Traced<Block> t : program.summaries().blocks(callee)) {
        Block b = t.what();
        if (b.why().startsWith("Files.")) {
          continue; // slow, but it ends: worth a word only where both can be seen at once
        }
        LockKey given =
            b.releases() == null ? null : b.releases().rebase(Summaries.roots(call, callee));
        Block seen = new Block(b.why(), given, b.held(), b.site());
        // What holds a lock of its own further in is reported there.
        boolean free = b.held().stream().allMatch(k -> isReleased(k, b));
        if (free && add(found, body, call.held(), seen, t.chain(), call.site())) {
          return;
        }
      }
    }
  }

  private static boolean isReleased(LockKey held, Block block) {
    return block.releases() != null && block.releases().symbol().equals(held.symbol());
  }

  private static boolean add(
      List<Place> found,
      Body body,
      List<LockKey> all,
      Block block,
      List<Location> chain,
      Location at) {
    // Permits are there to be kept while something slow goes on. A wait gives its own lock back,
    // and no other.
    List<LockKey> held =
        all.stream().filter(k -> k.kind().isLock() && !isReleased(k, block)).toList();
    boolean unknown =
        block.releases() == null
            ? block.why().startsWith("Condition.")
            : block.releases().path().isUnknown();
    boolean waitsOnWrong =
        block.releases() != null
            && Stream.concat(all.stream(), block.held().stream())
                .noneMatch(k -> isReleased(k, block));
    if (held.isEmpty() || unknown || waitsOnWrong) {
      return false;
    }
    LockKey inner = held.get(held.size() - 1);
    if (inner.path().isFresh()) {
      return false;
    }
    found.add(new Place(inner, block.why(), at, chain, block.site(), body.symbol));
    return true;
  }
}
