package io.conccheck.findings;

/**
 * A place in a source file.
 *
 * @param path path with forward slashes; of a runtime finding package folders plus source file
 *     ({@code com/acme/Cache.java})
 * @param line 1-based, or 0 if unknown
 * @param column 1-based, or 0 if unknown
 * @param symbol class and member ({@code com.acme.Cache.size}), or null
 */
public record Location(String path, int line, int column, String symbol) {

  /** {@code path:line}, or the path alone where the line is unknown. */
  public String place() {
    return line > 0 ? path + ":" + line : path;
  }

  /** The place of a runtime frame: its package as folders, then its source file. */
  public static Location of(Frame frame, String symbol) {
    String cls = frame.className();
    int dot = cls.lastIndexOf('.');
    String folder = dot < 0 ? "" : cls.substring(0, dot + 1).replace('.', '/');
    String file = frame.file() != null ? frame.file() : topLevel(cls.substring(dot + 1)) + ".java";
    return new Location(folder + file, frame.line(), 0, symbol);
  }

  private static String topLevel(String simpleName) {
    int dollar = simpleName.indexOf('$', 1);
    return dollar < 0 ? simpleName : simpleName.substring(0, dollar);
  }
}
