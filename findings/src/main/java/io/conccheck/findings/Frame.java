package io.conccheck.findings;

/**
 * One stack frame.
 *
 * @param className binary name of the class, dotted ({@code com.acme.Cache$Entry})
 * @param method method name as in the class file ({@code <init>}, {@code lambda$main$0})
 * @param file source file name without folder, or null if the class file does not tell
 * @param line 1-based source line, or 0 if unknown
 */
public record Frame(String className, String method, String file, int line) {

  /** The frame of a {@link StackTraceElement}. */
  public static Frame of(StackTraceElement e) {
    return new Frame(
        e.getClassName(), e.getMethodName(), e.getFileName(), Math.max(0, e.getLineNumber()));
  }

  /** {@code com.acme.Cache#put}: what a frame contributes to a fingerprint. */
  public String symbol() {
    return className + "#" + method;
  }

  @Override
  public String toString() {
    String place = file == null ? "unknown source" : line > 0 ? file + ":" + line : file;
    return className + "." + method + "(" + place + ")";
  }
}
