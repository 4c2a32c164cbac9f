package io.conccheck.analyzer.types;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives the classes of an older JDK what later ones added to them, so that sources for Java 25 are
 * understood on 17 as well. The additions stand in {@code later-jdk.txt}. Immutable.
 */
public final class LaterJdk implements ClassSource {

  private static final int RECORD_OF_ADDITION = 5;

  private final ClassSource running;
  private final Map<String, List<String[]>> additions = new HashMap<>();

  /** Completes that JDK. */
  public LaterJdk(ClassSource running) {
    this.running = running;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                LaterJdk.class.getResourceAsStream("later-jdk.txt"), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          String[] words = line.split(" ", RECORD_OF_ADDITION);
          additions.computeIfAbsent(words[1], c -> new ArrayList<>()).add(words);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ClassInfo find(String binaryName) {
    ClassInfo known = running.find(binaryName);
    List<String[]> added = additions.get(binaryName);
    if (added == null) {
      return known;
    }
    ClassInfo base = known != null ? known : declared(binaryName, added);
    return base == null ? null : complete(base, added);
  }

  /** The bare class that a later JDK declares, or null. */
  private static ClassInfo declared(String name, List<String[]> added) {
    for (String[] a : added) {
      if (a[0].equals("C")) {
        int flags = Integer.parseInt(a[2]);
        SignatureReader reader = new SignatureReader(a[4]);
        List<TypeParam> params = reader.typeParams();
        TypeRef above = (flags & Flags.INTERFACE) != 0 ? null : reader.type();
        String outer = a[3].equals("-") ? null : a[3];
        return new ClassFileInfo(
            name, flags, params, above, List.of(), Map.of(), Map.of(), Map.of(), outer, List.of());
      }
    }
    return null;
  }

  private ClassInfo complete(ClassInfo base, List<String[]> added) {
    List<TypeRef> interfaces = new ArrayList<>(base.interfaces());
    Map<String, List<MethodInfo>> methods = new LinkedHashMap<>(base.methods());
    for (String[] a : added) {
      if (a[0].equals("I")) {
        TypeRef above = new SignatureReader(a[2]).type();
        if (interfaces.stream().noneMatch(i -> i.isClass(above.name()))) {
          interfaces.add(above);
        }
      } else if (a[0].equals("M")) {
        add(method(a, base), methods);
      }
    }
    return new ClassFileInfo(
        base.name(),
        base.flags(),
        base.typeParams(),
        base.superclass(),
        interfaces,
        base.fields(),
        methods,
        members(base),
        base.outer(),
        base.annotations());
  }

  private static void add(MethodInfo method, Map<String, List<MethodInfo>> methods) {
    List<MethodInfo> same = new ArrayList<>(methods.getOrDefault(method.name(), List.of()));
    if (same.stream().noneMatch(m -> m.key().equals(method.key()))) {
      same.add(method);
      methods.put(method.name(), same);
    }
  }

  private static MethodInfo method(String[] a, ClassInfo owner) {
    int flags = Integer.parseInt(a[2]);
    SignatureReader reader = new SignatureReader(a[4]);
    List<TypeParam> typeParams = reader.typeParams();
    List<TypeRef> params = new ArrayList<>();
    reader.take('(');
    while (!reader.take(')')) {
      params.add(reader.type());
    }
    boolean hasBody = (flags & (Flags.ABSTRACT | Flags.STATIC)) == 0;
    int extra = owner.isInterface() && hasBody ? Flags.DEFAULT : 0;
    return new MethodInfo(a[1], a[3], typeParams, params, reader.type(), flags | extra, List.of());
  }

  private Map<String, String> members(ClassInfo base) {
    Map<String, String> members = new LinkedHashMap<>(base.memberClasses());
    for (String name : additions.keySet()) {
      boolean nested = name.startsWith(base.name() + "$");
      String simple = nested ? name.substring(base.name().length() + 1) : "$";
      if (!simple.contains("$")) {
        members.putIfAbsent(simple, name);
      }
    }
    return members;
  }
}
