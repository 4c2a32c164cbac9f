package io.conccheck.cli.report.text;

import io.conccheck.findings.Severity;

/** Colours, where the reader can see them. */
enum Paint {
  NONE {
    @Override
    String on(String code, String text) {
      return text;
    }
  },
  ANSI {
    @Override
    String on(String code, String text) {
      return "\u001b[" + code + "m" + text + "\u001b[0m";
    }
  };

  abstract String on(String code, String text);

  String bold(String text) {
    return on("1", text);
  }

  String faint(String text) {
    return on("2", text);
  }

  String place(String text) {
    return on("36", text);
  }

  String severity(Severity s, String text) {
    return on(
        switch (s) {
          case ERROR -> "1;31";
          case WARNING -> "1;33";
          case NOTE -> "1;34";
        },
        text);
  }
}
