package io.conccheck.analyzer.types;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A digest of 64 bits over declarations as written, and over the imports that say what their names
 * mean. For use by one thread, once.
 */
final class PartDigest {

  private static final long PRIME = 0x100000001B3L;

  private final Declared file;
  private final Set<String> asked = new HashSet<>(); // names whose imports are in already
  private long digest = 0xCBF29CE484222325L; // Fowler, Noll, Vo: FNV-1a, over characters

  PartDigest(Declared file) {
    this.file = file;
    text(file.pkg());
    for (Declared.Import i : file.imports()) {
      if (i.isOnDemand()) {
        add(i);
      }
    }
  }

  long value() {
    return digest;
  }

  private void add(Declared.Import i) {
    text(i.name());
    number(i.isStatic() ? 1 : 0);
  }

  PartDigest number(int n) {
    digest = (digest ^ n) * PRIME;
    digest ^= digest >>> 29;
    return this;
  }

  PartDigest text(String s) {
    number(s == null ? -1 : s.length());
    for (int i = 0; s != null && i < s.length(); i++) {
      number(s.charAt(i));
    }
    return this;
  }

  PartDigest texts(List<String> all) {
    number(all.size());
    all.forEach(this::text);
    return this;
  }

  /** Annotations, whose names imports may tell from others of the same name. */
  private void annotations(List<String> all) {
    texts(all);
    for (String a : all) {
      int paren = a.indexOf('(');
      imported(paren < 0 ? a : a.substring(0, paren));
    }
  }

  private void type(TypeRef t) {
    if (t == null) {
      number(-2);
      return;
    }
    number(t.kind().ordinal()).text(t.name()).number(t.dims());
    imported(t.name());
    types(t.args());
  }

  private void types(List<TypeRef> all) {
    number(all.size());
    all.forEach(this::type);
  }

  private void params(List<TypeParam> all) {
    number(all.size());
    for (TypeParam p : all) {
      text(p.name());
      types(p.bounds());
    }
  }

  private void imported(String name) {
    int dot = name.indexOf('.');
    String first = dot < 0 ? name : name.substring(0, dot);
    if (asked.add(first)) {
      for (Declared.Import i : file.imports()) {
        if (!i.isOnDemand() && i.name().endsWith(first)) {
          add(i);
        }
      }
    }
  }

  /** The class without its members. */
  PartDigest head(WrittenClass c) {
    text(c.name()).text(c.outer()).number(c.flags());
    params(c.typeParams());
    type(c.superclass());
    types(c.interfaces());
    annotations(c.annotations());
    params(c.enclosingParams());
    return this;
  }

  PartDigest members(WrittenClass c) {
    c.members().forEach((name, binary) -> text(name).text(binary));
    return this;
  }

  PartDigest field(FieldInfo f) {
    text(f.name()).number(f.flags());
    type(f.type());
    annotations(f.annotations());
    return this;
  }

  PartDigest method(MethodInfo m) {
    text(m.name()).number(m.flags());
    params(m.typeParams());
    types(m.params());
    type(m.returns());
    annotations(m.annotations());
    number(m.locks().size());
    for (LockStep step : m.locks()) {
      text(step.call()).text(step.on()).texts(step.arguments());
      imported(step.on());
    }
    return this;
  }
}
