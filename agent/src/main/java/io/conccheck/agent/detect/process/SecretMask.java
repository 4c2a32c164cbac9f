package io.conccheck.agent.detect.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Command lines as a log may hold them: what looks like a secret becomes {@code ***}. */
final class SecretMask {

  private static final String MASK = "***";

  private static final String[] WORDS = {
    "password",
    "passwd",
    "passphrase",
    "secret",
    "token",
    "apikey",
    "api-key",
    "api_key",
    "accesskey",
    "access-key",
    "access_key",
    "private-key",
    "private_key",
    "credential",
    "authorization",
    "pwd",
    "bearer"
  };

  private static final String[] SHAPES = {
    "AKIA", "ASIA", "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "eyJ", "sk-"
  };

  private static final int SHAPE_LENGTH = 16;

  private SecretMask() {}

  /** The words of a command as one line. */
  static String line(List<String> command) {
    List<String> words = new ArrayList<>();
    for (String argument : command) {
      for (String word : argument.replace('\n', ' ').split(" ", -1)) {
        words.add(word);
      }
    }
    return line(words, program(command));
  }

  private static String line(List<String> words, String program) {
    StringBuilder line = new StringBuilder();
    boolean next = false;
    for (String word : words) {
      if (line.length() > 0) {
        line.append(' ');
      }
      line.append(next && !word.isEmpty() ? MASK : masked(word, program));
      next = announces(word, program) || next && word.isEmpty();
    }
    return line.toString();
  }

  private static String program(List<String> command) {
    String first = command.isEmpty() ? "" : command.get(0);
    return first.substring(first.lastIndexOf('/') + 1);
  }

  /** True if the word after this one is a secret. */
  private static boolean announces(String word, String program) {
    if (program.equals("sshpass") && word.equals("-p")) {
      return true;
    }
    boolean open = word.endsWith(":") || word.startsWith("-") && word.indexOf('=') < 0;
    return (open || word.equalsIgnoreCase("bearer")) && isSecretName(word);
  }

  private static String masked(String word, String program) {
    if (program.startsWith("mysql") && word.startsWith("-p") && word.length() > 2) {
      return "-p" + MASK;
    }
    for (String shape : SHAPES) {
      if (word.startsWith(shape) && word.length() >= SHAPE_LENGTH) {
        return MASK;
      }
    }
    int at = separator(word);
    if (at > 0 && at < word.length() - 1 && isSecretName(word.substring(0, at))) {
      return word.substring(0, at + 1) + MASK;
    }
    return withoutUserInfo(word, program);
  }

  /** Where a name in front of a value ends, or -1. */
  private static int separator(String word) {
    int equals = word.indexOf('=');
    int colon = word.indexOf(':');
    return equals < 0 ? colon : colon < 0 ? equals : Math.min(equals, colon);
  }

  private static String withoutUserInfo(String word, String program) {
    int scheme = word.indexOf("://");
    int from = scheme < 0 ? 0 : scheme + 3;
    int at = word.indexOf('@', from);
    int colon = word.indexOf(':', from);
    boolean inUrl = scheme >= 0 && colon > 0 && at > colon;
    if (inUrl && word.substring(colon, at).indexOf('/') < 0) {
      return word.substring(0, colon + 1) + MASK + word.substring(at);
    }
    boolean curlUser =
        program.equals("curl") && scheme < 0 && colon > 0 && colon < word.length() - 1 && at < 0;
    return curlUser && word.indexOf('/') < 0 ? word.substring(0, colon + 1) + MASK : word;
  }

  private static boolean isSecretName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String word : WORDS) {
      if (lower.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
