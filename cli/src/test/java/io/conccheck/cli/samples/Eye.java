package io.conccheck.cli.samples;

/** Who looks: the source pass or the agent. */
enum Eye {
  SOURCE,
  RUNTIME;

  /** The eye that a mark names as {@code source} or {@code runtime}. */
  static Eye of(String word) {
    return switch (word) {
      case "source" -> SOURCE;
      case "runtime" -> RUNTIME;
      default -> throw new IllegalArgumentException("`" + word + "` is neither source nor runtime");
    };
  }

  @Override
  public String toString() {
    return this == SOURCE ? "source" : "runtime";
  }
}
