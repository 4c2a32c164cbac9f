package io.conccheck.agent.weave;

import io.conccheck.agent.boot.RaceEvents;
import io.conccheck.agent.spi.AgentContext;
import io.conccheck.agent.state.Sites;
import io.conccheck.agent.state.Variables;
import io.conccheck.agent.weave.pairs.HelperIndex;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.function.Predicate;

/** What the transformers call: models are read once, then classes are woven one by one. */
public final class Weaver {

  /** Name of the index of hooks, in the folder of the agent's own classes. */
  public static final String INDEX = "hooks.index";

  /** Begins the names of woven methods that no JIT should inline. */
  public static final String SLOW = Names.SLOW;

  private final HookTable hooks = new HookTable();
  private final Weaving weaving;

  /**
   * A weaver.
   *
   * @param fields weave accesses to fields and elements
   * @param pairs weave operations that hang on one another
   * @param watched tells by dotted name which classes are woven
   */
  public Weaver(
      boolean fields,
      boolean monitors,
      boolean pairs,
      Sites sites,
      Variables variables,
      Predicate<String> watched) {
    boolean arrays = fields && RaceEvents.indexMask != RaceEvents.NO_ELEMENTS;
    weaving =
        new Weaving(
            fields,
            arrays,
            monitors,
            pairs,
            sites,
            variables,
            new ShapeIndex(watched),
            new HelperIndex(),
            hooks);
  }

  /**
   * Reads the index of all models' hooks.
   *
   * @param index an entry {@link #INDEX} of the agent jar; read to its end
   * @param context tells which detectors run
   * @throws IOException if it cannot be read
   */
  public void readHooks(InputStream index, AgentContext context) throws IOException {
    hooks.fill(index.readAllBytes(), context);
  }

  /**
   * True if there is anything to weave into classes of the application; asked once hooks are in.
   */
  public boolean weavesApplication() {
    return weaving.fields() || weaving.monitors() || weaving.pairs() || hooks.hasReplacements();
  }

  /** Internal names of the classes that have hooks. */
  public Set<String> hookedTypes() {
    return hooks.types();
  }

  /** The class with the hooks of the models, or null if it has none. */
  public byte[] hook(String internalName, byte[] bytes) {
    return hooks.hasHooks(internalName) ? HookWeaver.weave(hooks, internalName, bytes) : null;
  }

  /** The woven application class. */
  public byte[] weave(ClassLoader loader, byte[] bytes) {
    return ClassWeaver.weave(weaving, loader, bytes, null);
  }

  /** New code for an application class that exists; null if it was not woven when it was loaded. */
  public byte[] weaveAgain(ClassLoader loader, byte[] bytes, MethodsThere there) {
    return ClassWeaver.weave(weaving, loader, bytes, there);
  }
}
