package io.conccheck.agent.boot;

import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;

/** Leaves out the members that the agent has added to a class. */
public final class Hidden {

  private static final String PREFIX = "$conccheck$";

  private Hidden() {}

  public static Field[] without(Field[] fields) {
    int kept = count(fields);
    if (kept == fields.length) {
      return fields;
    }
    Field[] rest = new Field[kept];
    copy(fields, rest);
    return rest;
  }

  public static Method[] without(Method[] methods) {
    int kept = count(methods);
    if (kept == methods.length) {
      return methods;
    }
    Method[] rest = new Method[kept];
    copy(methods, rest);
    return rest;
  }

  private static boolean isAdded(Member m) {
    return m.isSynthetic() && m.getName().startsWith(PREFIX);
  }

  private static int count(Member[] members) {
    int n = 0;
    for (Member m : members) {
      if (!isAdded(m)) {
        n++;
      }
    }
    return n;
  }

  private static void copy(Member[] from, Member[] to) {
    int n = 0;
    for (Member m : from) {
      if (!isAdded(m)) {
        to[n++] = m;
      }
    }
  }
}
