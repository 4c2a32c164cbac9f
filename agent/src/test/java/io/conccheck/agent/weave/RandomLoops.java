package io.conccheck.agent.weave;

import java.util.Random;

/**
 * Writes a class of random methods full of loops over arrays. In the twin of a class every loop
 * calls {@code tick()}, which keeps its accesses from being told later.
 */
final class RandomLoops {

  private static final String[] BOUNDS = {
    "n", "a.length", "b.length - 1", "n + 1", "hi", "d.length"
  };
  private static final String[] ARRAYS = {
    "a", "a", "b", "d", "this.d", "m[c & 3]", "rows[c & 3]", "STATIC", "x"
  };

  private final Random random;
  private final StringBuilder out = new StringBuilder();
  private int depth;
  private int statements;

  RandomLoops(long seed) {
    random = new Random(seed);
  }

  /** The source of a class of that name with that many methods {@code int fN(...)}. */
  String source(String name, int methods) {
    out.append("final class ").append(name).append(" {\n");
    out.append("  int[] d = new int[12]; int[][] rows = new int[4][9]; int sum; int[] e = d;\n");
    out.append("  static int[] STATIC = new int[10]; static int count; static int total;\n");
    out.append("  static void tick() { count++; new Object(); }\n");
    out.append("  private int help(int k) { sum += d[k & 3]; return sum & 7; }\n");
    out.append(
        "  private static int look(int[] x, int k) { return k > 9 ? x[k & 7] : mask(x[k]); }\n");
    out.append("  private static int mask(int k) { total ^= k; return k & 15; }\n");
    out.append("  private void turn(int k) { int[] z = d; d = e; e = z; rows[k & 3] = z; }\n");
    for (int k = 0; k < methods; k++) {
      method(k);
    }
    return out.append("}\n").toString();
  }

  private int pick(int n) {
    return random.nextInt(n);
  }

  private String any(String... of) {
    return of[pick(of.length)];
  }

  private void method(int k) {
    out.append(pick(6) == 0 ? "  synchronized int f" : "  int f").append(k);
    out.append("(int[] a, int[] b, int[][] m, long[] w, int n, int lo, int hi, int c) {\n");
    out.append("    int s = 0, i = 0, j = 0, k = lo; int[] x = a;\n");
    statements = 0;
    int blocks = 1 + pick(3);
    for (int q = 0; q < blocks; q++) {
      wrapped();
    }
    out.append("    return s;\n  }\n");
  }

  private void wrapped() {
    switch (pick(7)) {
      case 0 -> {
        out.append("    try {\n");
        loop();
        out.append("    } catch (RuntimeException ex) { s += 7; }\n");
      }
      case 1 -> {
        out.append("    try {\n");
        loop();
        out.append("    } finally { s++; k = lo; }\n");
      }
      case 2 -> {
        out.append("    synchronized (this) {\n");
        loop();
        out.append("    }\n");
      }
      default -> loop();
    }
  }

  private String counter() {
    return depth == 0 ? "i" : depth == 1 ? "j" : "k";
  }

  private void loop() {
    String i = counter();
    String bound = any(BOUNDS);
    int form = pick(7);
    String label = "l" + statements++;
    if (form == 4 || form == 5) {
      out.append("    ").append(i).append(" = lo;\n");
    }
    out.append("    ").append(label).append(":\n");
    switch (form) {
      case 0, 1 -> out.append("for (" + i + " = lo; " + i + " < " + bound + "; " + i + "++) {\n");
      case 2 -> out.append("for (" + i + " = " + bound + " - 1; " + i + " >= lo; " + i + "--) {\n");
      case 3 -> out.append("for (" + i + " = lo; " + i + " < " + bound + "; " + i + " += 2) {\n");
      case 4 -> out.append("while (" + i + " < " + bound + ") {\n");
      case 5 -> out.append("do {\n");
      default ->
          out.append(
              "for (" + i + " = hi; " + i + " != lo; " + i + " -= 3) {\n if (s++ > 90) break;\n");
    }
    out.append("      /*tick*/\n");
    depth++;
    int n = 1 + pick(4);
    for (int q = 0; q < n; q++) {
      statement(i, label);
    }
    depth--;
    if (form == 4) {
      out.append("      " + i + "++;\n");
    }
    out.append(form == 5 ? "    } while (++" + i + " < " + bound + ");\n" : "    }\n");
  }

  private String index(String i) {
    return switch (pick(9)) {
      case 0 -> i + " + 1";
      case 1 -> i + " - 1";
      case 2 -> "2 * " + i;
      case 3 -> "c";
      case 4 -> "n - " + i;
      case 5 -> "c + " + i;
      default -> i;
    };
  }

  private String element(String i) {
    return any(ARRAYS) + "[" + index(i) + "]";
  }

  private void statement(String i, String label) {
    String text =
        switch (pick(22)) {
          case 0, 1 -> "s += " + element(i) + ";";
          case 2 -> element(i) + " = s;";
          case 3 -> element(i) + " += " + i + ";";
          case 4 -> element(i) + " = " + element(i) + " + " + element(i) + ";";
          case 5 -> "s += " + element(i) + " * " + element(i) + ";";
          case 6 ->
              "if ((" + i + " & 3) == c) " + any("break;", "continue " + label + ";", "return s;");
          case 7 -> "if ((s & 3) == 1) " + element(i) + " = 3; else s += " + element(i) + ";";
          case 8 -> "s += 100 / (" + any("c", "n - " + i, element(i) + " + 1") + ");";
          case 9 -> "if (s > 300) throw new IllegalStateException();";
          case 10 ->
              any(
                  "x = b;",
                  "if (" + i + " == c) x = b;",
                  "if (" + i + " == 3) d = e;",
                  "sum += s;",
                  "total++;");
          case 11 -> "w[" + index(i) + "] = w[" + i + "] + 1;";
          case 12 -> "m[" + index(i) + "][" + any("c", i) + "] += 1;";
          case 16 ->
              "s += " + any("m", "rows") + "[" + index(i) + "][" + any("c", "c + 1", i) + "];";
          case 17 ->
              any("m", "m", "rows") + "[" + index(i) + "][" + any("c", "n - 5", "j") + "] = s;";
          case 18 ->
              any("m", "rows") + "[" + any("c", "n - 5", i) + "] = " + any("a", "x", "d") + ";";
          case 19 -> "s += help(" + index(i) + ") + " + element(i) + ";";
          case 20 -> element(i) + " = look(" + any("a", "d", "x") + ", " + index(i) + ");";
          case 21 -> any("turn(" + i + ");", "if (" + i + " == c) turn(s);", "s += mask(s);");
          case 13 -> element(i) + " = (" + i + " > 2) ? " + element(i) + " : " + i + ";";
          default -> depth < 3 ? "" : "s++;";
        };
    if (text.isEmpty()) {
      loop();
    } else if (text.contains("continue")) {
      out.append("      if (++s > 500) return s;\n      " + guarded(i, text) + "\n");
    } else {
      out.append("      ").append(text).append("\n");
    }
  }

  /** A continued {@code while} must go on too. */
  private String guarded(String i, String text) {
    return "if (("
        + i
        + " & 7) == 5) { "
        + i
        + "++; "
        + text.substring(text.indexOf(')', text.indexOf("==")) + 1)
        + " }";
  }
}
