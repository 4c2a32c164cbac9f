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
  PARALLEL_STREAM("a parallel stream"),
  TIMER("a timer"),
  HOOK("a shutdown hook"),
  CONTAINER("a container");

  private final String words;

  EntryKind(String words) {
    this.words = words;
  }

  /** As a message says it: "a thread", "an executor". */
  public String words() {
    return words;
  }
}
