package io.conccheck.analyzer.types;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Package and imports of one file: what a name means at its top level. Thread-safe once filled. */
public final class FileScope {

  private final ClassIndex index;
  private final String pkg;
  private final Map<String, String> imports = new HashMap<>();
  private final List<String> onDemand = new ArrayList<>();
  private final Map<String, List<String>> staticImports = new HashMap<>();
  private final List<String> staticOnDemand = new ArrayList<>();
  private final ConcurrentMap<String, String> locals = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Recorder.Known<TypeRef>> topLevel = new ConcurrentHashMap<>();

  /** The scope of a file in that package, empty for the unnamed one. */
  FileScope(ClassIndex index, String pkg) {
    this.index = index;
    this.pkg = pkg;
  }

  /** Adds an import as written, without {@code .*}. */
  void add(String name, boolean isStatic, boolean isOnDemand) {
    int dot = name.lastIndexOf('.');
    String last = name.substring(dot + 1);
    if (isStatic && isOnDemand) {
      staticOnDemand.add(name);
    } else if (isStatic) {
      staticImports
          .computeIfAbsent(last, l -> new ArrayList<>())
          .add(name.substring(0, Math.max(0, dot)));
    } else if (isOnDemand) {
      onDemand.add(name);
    } else {
      imports.put(last, name);
    }
  }

  /** Adds a class declared inside a method: what its name means where nothing else has it. */
  void addLocal(String simpleName, String binaryName) {
    locals.put(simpleName, binaryName);
  }

  public String pkg() {
    return pkg;
  }

  /** Binary name of a top-level class of this file. */
  String qualify(String simpleName) {
    return pkg.isEmpty() ? simpleName : pkg + "." + simpleName;
  }

  /** Classes from which a member of that name may be imported; those by name first. */
  List<TypeRef> staticOwners(String member) {
    List<TypeRef> owners = new ArrayList<>();
    for (String owner : staticImports.getOrDefault(member, List.of())) {
      owners.add(qualified(owner));
    }
    for (String owner : staticOnDemand) {
      owners.add(qualified(owner));
    }
    return owners;
  }

  /** What a simple name means outside all classes of the file; UNKNOWN if nobody can tell. */
  TypeRef simple(String name) {
    Recorder.Known<TypeRef> known = topLevel.get(name);
    if (known == null) {
      known = index.recorder().keep(() -> lookUp(name));
      if (index.recorder().use(known).isUnknown() && locals.containsKey(name)) {
        return TypeRef.of(locals.get(name));
      }
      topLevel.put(name, known);
    }
    return index.recorder().use(known);
  }

  private TypeRef lookUp(String name) {
    String imported = imports.get(name);
    if (imported != null) {
      return qualified(imported);
    }
    if (index.find(qualify(name)) != null) {
      return TypeRef.of(qualify(name));
    }
    if (index.find("java.lang." + name) != null) {
      return TypeRef.of("java.lang." + name);
    }
    for (String owner : onDemand) {
      if (index.find(owner + "." + name) != null) {
        return TypeRef.of(owner + "." + name);
      }
      TypeRef member = member(qualified(owner), name);
      if (!member.isUnknown()) {
        return member;
      }
    }
    for (TypeRef owner : staticOwners(name)) {
      TypeRef member = member(owner, name);
      if (!member.isUnknown()) {
        return member;
      }
    }
    return TypeRef.UNKNOWN;
  }

  /** The class of a qualified name as written, whether it is found or not. */
  TypeRef qualified(String name) {
    String binary = name;
    for (int dot = name.length(); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      binary = name.substring(0, dot) + name.substring(dot).replace('.', '$');
      if (index.find(binary) != null) {
        return TypeRef.of(binary);
      }
    }
    return TypeRef.of(name);
  }

  /** The member class of that name, declared or inherited; UNKNOWN if there is none. */
  TypeRef member(TypeRef owner, String name) {
    return member(owner.name(), name, 0);
  }

  private TypeRef member(String owner, String name, int depth) {
    ClassInfo info = index.find(owner);
    if (info == null || depth > 50) {
      return TypeRef.UNKNOWN;
    }
    String declared = info.memberClass(name);
    if (declared != null) {
      return TypeRef.of(declared);
    }
    for (TypeRef up : Supertypes.of(info)) {
      if (up.isClass() && !up.name().equals("java.lang.Object")) {
        TypeRef found = member(up.name(), name, depth + 1);
        if (!found.isUnknown()) {
          return found;
        }
      }
    }
    return TypeRef.UNKNOWN;
  }

  ClassIndex index() {
    return index;
  }
}
