package io.conccheck.agent.weave;

import io.conccheck.agent.spi.AgentContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Type;

/** All hooks of all models that are on. Filled once, before anything is woven. */
final class HookTable {

  /** The static method that takes the place of a call. */
  record Replacement(String owner, String name, String desc) {}

  /** Stands in a model for all synchronized methods, or for all methods. */
  private static final String SYNCHRONIZED = "<synchronized>";

  private static final String ALL = "*";
  private static final String OBJECT = "java/lang/Object";

  private final Map<String, Replacement> replacements = new HashMap<>();
  private HookIndex index = new HookIndex(new byte[6], replacements, null); // an empty one

  /** Takes the hooks of that index which one of the running detectors needs. */
  void fill(byte[] bytes, AgentContext context) {
    index = new HookIndex(bytes, replacements, context);
  }

  /** True if calls in application classes are replaced. */
  boolean hasReplacements() {
    return !replacements.isEmpty();
  }

  /** Internal names of all classes with hooks. */
  Set<String> types() {
    return index.types().keySet();
  }

  boolean hasHooks(String type) {
    return index.types().containsKey(type);
  }

  /** The hooks of a class by method, for {@link #hooks}. */
  Map<String, List<Hook>> of(String type) {
    return index.hooks(type);
  }

  /** The hooks of a method among those of its class, those of all methods included. */
  static List<Hook> hooks(
      Map<String, List<Hook>> methods, String name, String desc, boolean isSynchronized) {
    List<Hook> all = new ArrayList<>();
    List<Hook> own = List.of(); // of the method alone
    for (String key : new String[] {name, name.concat(desc), SYNCHRONIZED, ALL}) {
      if (key == SYNCHRONIZED && !isSynchronized || key == ALL && name.charAt(0) == '<') {
        continue; // a constructor has no receiver to show before it has called another
      }
      if (key == SYNCHRONIZED) {
        own = new ArrayList<>(all);
      }
      List<Hook> found = methods.get(key);
      for (int i = 0; found != null && i < found.size(); i++) {
        if (key != SYNCHRONIZED || !isBy(found.get(i).owner(), own)) {
          all.add(found.get(i));
        }
      }
    }
    return all;
  }

  /** What a model says of one method goes before what it says of all synchronized ones. */
  private static boolean isBy(String model, List<Hook> some) {
    for (Hook h : some) {
      if (h.owner().equals(model)) {
        return true;
      }
    }
    return false;
  }

  /**
   * What takes the place of a call, or null. The methods of {@code Object} that models replace are
   * final, so they are met whatever class a call names.
   */
  Replacement replacement(String owner, String name, String desc) {
    Replacement r = replacements.get(owner + "." + name + desc);
    return r != null ? r : replacements.get(OBJECT + "." + name + desc);
  }

  /** Descriptor of a replacement: receiver first. */
  static String replacementDesc(String owner, boolean isStatic, String desc) {
    if (isStatic) {
      return desc;
    }
    Type[] args = Type.getArgumentTypes(desc);
    Type[] all = new Type[args.length + 1];
    all[0] = Type.getObjectType(owner);
    System.arraycopy(args, 0, all, 1, args.length);
    return Type.getMethodDescriptor(Type.getReturnType(desc), all);
  }
}
