package io.conccheck.agent.weave;

import io.conccheck.agent.state.Sites;
import io.conccheck.agent.state.Variables;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What the transformers call: models are read once, then classes are woven one by one. */
public final class Weaver {

  private static final String MODELS = Names.BOOT + "model/";

  private final HookTable hooks = new HookTable();
  private final Weaving weaving;

  /**
   * A weaver.
   *
   * @param fields weave accesses to fields and elements
   * @param watched tells by dotted name which classes are woven
   */
  public Weaver(
      boolean fields,
      boolean monitors,
      Sites sites,
      Variables variables,
      Predicate<String> watched) {
    weaving =
        new Weaving(fields, fields, monitors, sites, variables, new ShapeIndex(watched), hooks);
  }

  /**
   * Reads all models of the boot jar.
   *
   * @param bootJar the nested jar; read to its end
   * @param detectorOn tells by name which detectors run
   * @throws IOException if the jar cannot be read
   */
  public void readModels(InputStream bootJar, Predicate<String> detectorOn) throws IOException {
    ZipInputStream zip = new ZipInputStream(bootJar);
    for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
      if (e.getName().startsWith(MODELS) && e.getName().endsWith(".class")) {
        ModelReader.read(zip.readAllBytes(), hooks, detectorOn);
      }
    }
  }

  /** Internal names of the classes that have hooks. */
  public Set<String> hookedTypes() {
    return hooks.types();
  }

  /** Hooks that met no method so far: {@code type.method}. */
  public Set<String> unmatchedHooks() {
    return hooks.unmatched();
  }

  /** The class with the hooks of the models, or null if it has none. */
  public byte[] hook(String internalName, byte[] bytes) {
    return hooks.hasHooks(internalName) ? HookWeaver.weave(hooks, bytes) : null;
  }

  /** The woven application class. */
  public byte[] weave(ClassLoader loader, byte[] bytes) {
    return ClassWeaver.weave(weaving, loader, bytes);
  }
}
