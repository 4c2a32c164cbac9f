package io.conccheck.analyzer.facts;

/** What makes a piece of code run on a thread of its own. */
public enum EntryKind {
  THREAD("a thread"),
  VIRTUAL_THREAD("a virtual thread"),
  EXECUTOR("an executor"),
  SCHEDULED("a scheduled executor"),
  FORK_JOIN("a fork/join pool"),
  ASYNC("a completion stage"),
  STAGE("a completion stage"),
  /** Hangs on a future that other code completes, on whatever thread, perhaps this one. */
  CALLBACK("a completion stage"),
  PARALLEL_STREAM("a parallel stream"),
  TIMER("a timer"),
  HOOK("a shutdown hook"),
  CONTAINER("a container");

  private final String words;

  EntryKind(String words) {
    this.words = words;
  }

  /** True for what runs when a future is complete. */
  boolean isStage() {
    return this == STAGE || this == CALLBACK;
  }

  /** As a message says it: "a thread", "an executor". */
  public String words() {
    return words;
  }
}
