package io.conccheck.analyzer.types;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads descriptors and signatures (JVMS 4.3, 4.7.9.1). Use once. */
final class SignatureReader {

  private final String text;
  private final Map<String, List<TypeRef>> bounds = new HashMap<>();
  private int at;

  SignatureReader(String text) {
    this.text = text;
  }

  boolean more() {
    return at < text.length();
  }

  boolean take(char c) {
    if (more() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  /** Type parameters at the beginning of a class or method signature. */
  List<TypeParam> typeParams() {
    List<TypeParam> params = new ArrayList<>();
    if (!take('<')) {
      return params;
    }
    while (!take('>')) {
      int colon = text.indexOf(':', at);
      String name = text.substring(at, colon);
      at = colon;
      List<TypeRef> b = new ArrayList<>();
      while (take(':')) {
        if (text.charAt(at) != ':') {
          TypeRef bound = type();
          if (!bound.isClass("java.lang.Object")) {
            b.add(bound);
          }
        }
      }
      bounds.put(name, b);
      params.add(new TypeParam(name, b));
    }
    return params;
  }

  /** One type. */
  TypeRef type() {
    int dims = 0;
    while (take('[')) {
      dims++;
    }
    char c = text.charAt(at++);
    return switch (c) {
      case 'Z' -> TypeRef.primitive("boolean").array(dims);
      case 'B' -> TypeRef.primitive("byte").array(dims);
      case 'S' -> TypeRef.primitive("short").array(dims);
      case 'C' -> TypeRef.primitive("char").array(dims);
      case 'I' -> TypeRef.INT.array(dims);
      case 'J' -> TypeRef.primitive("long").array(dims);
      case 'F' -> TypeRef.primitive("float").array(dims);
      case 'D' -> TypeRef.primitive("double").array(dims);
      case 'V' -> TypeRef.VOID;
      case 'T' -> variable().array(dims);
      case 'L' -> classType().array(dims);
      default -> TypeRef.UNKNOWN;
    };
  }

  private TypeRef variable() {
    int end = text.indexOf(';', at);
    String name = text.substring(at, end);
    at = end + 1;
    return TypeRef.variable(name, bounds.getOrDefault(name, List.of()));
  }

  private TypeRef classType() {
    StringBuilder name = new StringBuilder();
    List<TypeRef> args = List.of();
    while (true) {
      char c = text.charAt(at++);
      switch (c) {
        case '/' -> name.append('.');
        case '.' -> {
          name.append('$');
          args = List.of(); // arguments of an enclosing class are not needed
        }
        case '<' -> args = arguments();
        case ';' -> {
          return TypeRef.of(name.toString(), args);
        }
        default -> name.append(c);
      }
    }
  }

  private List<TypeRef> arguments() {
    List<TypeRef> args = new ArrayList<>();
    while (!take('>')) {
      if (take('*')) {
        args.add(TypeRef.UNKNOWN);
      } else if (take('-')) {
        args.add(new TypeRef(TypeRef.Kind.SUPER, "?", List.of(type()), 0));
      } else {
        take('+');
        args.add(type());
      }
    }
    return args;
  }
}
