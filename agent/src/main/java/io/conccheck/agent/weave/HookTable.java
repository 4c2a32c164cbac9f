package io.conccheck.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.bytebuddy.jar.asm.Type;

/** All hooks of all models that are on. Filled once, before anything is woven. */
final class HookTable {

  /** The static method that takes the place of a call. */
  record Replacement(String owner, String name, String desc) {}

  /** Stands in a model for all synchronized methods, or for all methods. */
  private static final String SYNCHRONIZED = "<synchronized>";

  private static final String ALL = "*";
  private static final String OBJECT = "java/lang/Object";

  private final Map<String, Map<String, List<Hook>>> byType = new HashMap<>();
  private final Map<String, Replacement> replacements = new HashMap<>();
  private final Set<String> unmatched = new TreeSet<>();

  void addHook(String type, String method, Hook hook) {
    Map<String, List<Hook>> methods = byType.get(type);
    if (methods == null) {
      methods = new HashMap<>();
      byType.put(type, methods);
    }
    List<Hook> all = methods.get(method);
    if (all == null) {
      all = new ArrayList<>();
      methods.put(method, all);
    }
    all.add(hook);
    unmatched.add(type + "." + method);
  }

  void addReplacement(String owner, String method, Replacement r) {
    replacements.put(owner + "." + method, r);
  }

  /** True if calls in application classes are replaced. */
  boolean hasReplacements() {
    return !replacements.isEmpty();
  }

  /** Internal names of all classes with hooks. */
  Set<String> types() {
    return byType.keySet();
  }

  boolean hasHooks(String type) {
    return byType.containsKey(type);
  }

  /** The hooks of a method, those of its name alone and those of all methods included. */
  List<Hook> hooks(String type, String name, String desc, boolean isSynchronized) {
    Map<String, List<Hook>> methods = byType.get(type);
    if (methods == null) {
      return List.of();
    }
    List<Hook> all = new ArrayList<>();
    for (String key : new String[] {name, name + desc, SYNCHRONIZED, ALL}) {
      if (key == SYNCHRONIZED && !isSynchronized || key == ALL && name.charAt(0) == '<') {
        continue; // a constructor has no receiver to show before it has called another
      }
      List<Hook> found = methods.get(key);
      if (found != null) {
        all.addAll(found);
        synchronized (unmatched) {
          unmatched.remove(type + "." + key);
        }
      }
    }
    return all;
  }

  /** Hooks whose method was not met in any class woven so far: {@code type.method}. */
  Set<String> unmatched() {
    synchronized (unmatched) {
      return new TreeSet<>(unmatched);
    }
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
