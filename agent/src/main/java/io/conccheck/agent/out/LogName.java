package io.conccheck.agent.out;

/** The name of the findings log, as the option {@code out} gives it. */
final class LogName {

  private LogName() {}

  /** The pattern with {@code %p} as the pid, {@code %t} as epoch milliseconds, {@code %%} as is. */
  static String of(String pattern, long pid, long time) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      char next = c == '%' && i + 1 < pattern.length() ? pattern.charAt(i + 1) : 0;
      switch (next) {
        case 'p' -> name.append(pid);
        case 't' -> name.append(time);
        case '%' -> name.append('%');
        default -> {
          name.append(c);
          continue;
        }
      }
      i++;
    }
    return name.toString();
  }
}
