package io.conccheck.analyzer.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The getters and setters that Lombok adds to a class, as the annotations of the source say. */
public final class Accessors {

  /**
   * One of them.
   *
   * @param field what it reads or writes
   * @param method as it would be declared
   * @param writes true for a setter
   */
  public record Accessor(FieldInfo field, MethodInfo method, boolean writes) {}

  private static final List<String> ALL_GETTERS = List.of("Getter", "Data", "Value");
  private static final List<String> ALL_SETTERS = List.of("Setter", "Data");

  private Accessors() {}

  /**
   * Those of a class.
   *
   * @param annotations of the class
   * @param fields that it declares
   */
  public static List<Accessor> of(List<String> annotations, Iterable<FieldInfo> fields) {
    List<Accessor> found = new ArrayList<>();
    for (FieldInfo f : fields) {
      boolean fluent = isFluent(annotations) || isFluent(f.annotations());
      boolean flag = f.type().isPrimitive() && f.type().name().equals("boolean");
      String name = flag ? f.name().replaceFirst("^is(?=[A-Z])", "") : f.name();
      if (wants(f, "Getter", annotations, ALL_GETTERS)) {
        String getter = fluent ? name : (flag ? "is" : "get") + capital(name);
        found.add(new Accessor(f, method(f, getter, List.of(), f.type()), false));
      }
      if (!f.isFinal() && wants(f, "Setter", annotations, ALL_SETTERS)) {
        String setter = fluent ? name : "set" + capital(name);
        boolean chain = fluent || isChain(annotations) || isChain(f.annotations());
        TypeRef gives = chain ? TypeRef.of(f.owner()) : TypeRef.VOID;
        found.add(new Accessor(f, method(f, setter, List.of(f.type()), gives), true));
      }
    }
    return found;
  }

  /** What {@code @Value} and {@code @FieldDefaults} make of a field beyond its modifiers. */
  static int addedFlags(List<String> ofClass, List<String> ofField, int flags) {
    boolean value = Annotations.has(ofClass, "Value");
    boolean defaults =
        Annotations.find(ofClass, "FieldDefaults")
            .map(a -> a.replace(" ", "").contains("makeFinal=true"))
            .orElse(false);
    boolean fixed = value || defaults;
    boolean open = (flags & Flags.STATIC) != 0 || Annotations.has(ofField, "NonFinal");
    return fixed && !open ? Flags.FINAL : 0;
  }

  private static boolean wants(
      FieldInfo f, String own, List<String> ofClass, List<String> ofAllFields) {
    String here = Annotations.find(f.annotations(), own).orElse(null);
    if (here != null) {
      return !here.contains("NONE") && !here.contains("lazy");
    }
    boolean all =
        ofAllFields.stream()
            .map(a -> Annotations.find(ofClass, a).orElse(null))
            .anyMatch(a -> a != null && !a.contains("NONE"));
    return all && !f.isStatic() && !f.name().startsWith("$");
  }

  private static boolean isFluent(List<String> annotations) {
    return Annotations.find(annotations, "Accessors")
        .map(a -> a.replace(" ", "").contains("fluent=true"))
        .orElse(false);
  }

  private static boolean isChain(List<String> annotations) {
    return Annotations.find(annotations, "Accessors")
        .map(a -> a.replace(" ", "").contains("chain=true"))
        .orElse(false);
  }

  private static MethodInfo method(
      FieldInfo f, String name, List<TypeRef> params, TypeRef returns) {
    int flags = Flags.PUBLIC | (f.isStatic() ? Flags.STATIC : 0);
    return new MethodInfo(f.owner(), name, List.of(), params, returns, flags, List.of());
  }

  private static String capital(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
