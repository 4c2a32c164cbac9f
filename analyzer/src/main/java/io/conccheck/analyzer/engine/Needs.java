package io.conccheck.analyzer.engine;

import io.conccheck.analyzer.types.ClassDigest;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * What the outcome of a file depends on. Asked in two steps: most often no file that declares one
 * of the classes has changed; only where one has, the parts that were asked for are compared one by
 * one. Immutable, but for the arrays, which nobody changes.
 *
 * @param classes numbers of the names of classes, ascending, as steps
 * @param files digest of what the files that declare these classes declare
 * @param parts for each class of which parts were asked: steps to its number, how many, steps to
 *     the numbers of their names
 * @param state digest of the classes without their members, and of these parts
 */
record Needs(byte[] classes, long files, byte[] parts, long state) {

  /**
   * What stands for those names now.
   *
   * @param names as a recorder gives them
   * @param numbers gives each name its number
   */
  static Needs of(Collection<String> names, Layers.Layer layer, ToIntFunction<String> numbers) {
    Map<Integer, String> known = new HashMap<>();
    TreeSet<Integer> classes = new TreeSet<>();
    TreeMap<Integer, TreeSet<Integer>> parts = new TreeMap<>();
    for (String name : names) {
      int at = ClassDigest.partOf(name);
      int of = number(name.substring(0, at), numbers, known);
      classes.add(of);
      if (at < name.length()) {
        int part = number(name.substring(at), numbers, known);
        parts.computeIfAbsent(of, n -> new TreeSet<>()).add(part);
      }
    }
    ByteSink first = new ByteSink(null);
    steps(classes, first);
    ByteSink second = new ByteSink(null);
    second.number(parts.size());
    int last = 0;
    for (var e : parts.entrySet()) {
      second.number(e.getKey() - last);
      last = e.getKey();
      steps(e.getValue(), second);
    }
    Needs open = new Needs(first.bytes(), 0, second.bytes(), 0);
    return new Needs(
        open.classes, open.files(layer, known::get), open.parts, open.state(layer, known::get));
  }

  private static int number(
      String name, ToIntFunction<String> numbers, Map<Integer, String> known) {
    int n = numbers.applyAsInt(name);
    known.put(n, name);
    return n;
  }

  private static void steps(TreeSet<Integer> numbers, ByteSink out) {
    out.number(numbers.size());
    int last = 0;
    for (int n : numbers) {
      out.number(n - last);
      last = n;
    }
  }

  /**
   * Itself, or brought up to date, if all stands for the same as then; null if not.
   *
   * @param names gives each number its name
   */
  Needs ifMet(Layers.Layer layer, IntFunction<String> names) {
    long now = files(layer, names);
    if (now == files) {
      return this;
    }
    return state(layer, names) == state ? new Needs(classes, now, parts, state) : null;
  }

  private long files(Layers.Layer layer, IntFunction<String> names) {
    ByteSource in = new ByteSource(classes, null);
    long digest = 1;
    int n = 0;
    for (long left = in.number(); left > 0; left--) {
      n += (int) in.number();
      Layers.Home home = layer.home(names.apply(n));
      digest = mix(digest, home == null ? 0 : home.file());
    }
    return digest;
  }

  private long state(Layers.Layer layer, IntFunction<String> names) {
    ByteSource in = new ByteSource(classes, null);
    long digest = 1;
    int n = 0;
    for (long left = in.number(); left > 0; left--) {
      n += (int) in.number();
      Layers.Home home = layer.home(names.apply(n));
      digest = mix(digest, home == null ? 0 : home.parts().of(""));
    }
    in = new ByteSource(parts, null);
    n = 0;
    for (long left = in.number(); left > 0; left--) {
      n += (int) in.number();
      Layers.Home home = layer.home(names.apply(n));
      int part = 0;
      for (long more = in.number(); more > 0; more--) {
        part += (int) in.number();
        digest = mix(digest, home == null ? 0 : home.parts().of(names.apply(part)));
      }
    }
    return digest;
  }

  private static long mix(long digest, long with) {
    long d = (digest ^ with) * 0x9E3779B97F4A7C15L;
    return d ^ d >>> 32;
  }
}
