package io.conccheck.agent.weave;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Label;

/**
 * Loops that begin right behind {@code monitorenter}, as those around a {@code wait} do: the
 * protected range and the loop share a label, yet what is woven in has to stand between the two.
 * The loop gets a label of its own then, and what jumps back to it is led there.
 */
final class LoopHeads {

  private final Set<Label> targets = new HashSet<>(); // of jumps seen so far
  private final Map<Label, Label> heads = new HashMap<>(); // start of a range to its loop

  /** True if a jump met so far leads to that label. */
  boolean isTarget(Label label) {
    return targets.contains(label);
  }

  /** A new label for the loop that shares the label of a range. */
  Label part(Label rangeStart) {
    Label head = new Label();
    heads.put(rangeStart, head);
    return head;
  }

  /** Where a jump to that label goes. */
  Label target(Label label) {
    targets.add(label);
    return heads.getOrDefault(label, label);
  }

  Label[] targets(Label[] labels) {
    Label[] all = new Label[labels.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = target(labels[i]);
    }
    return all;
  }
}
