package io.conccheck.agent.boot.model;

/** The methods that concurrent queues and deques share, for hooks. */
final class QueueMethods {

  /** Put their first argument in. */
  static final String PUT =
      "add|offer|put|addFirst|addLast|offerFirst|offerLast|putFirst|putLast|push|transfer";

  /** Take out what they return, null if there is none. */
  static final String TAKE =
      "poll|remove()Ljava/lang/Object;|take|pollFirst|pollLast|removeFirst|removeLast"
          + "|takeFirst|takeLast|pop";

  /** Return an element and leave it there. */
  static final String PEEK = "peek|element|peekFirst|peekLast|getFirst|getLast";

  /** Take out what they are given, and tell whether it was there. */
  static final String REMOVE =
      "remove(Ljava/lang/Object;)Z|removeFirstOccurrence|removeLastOccurrence"
          + "|removeIf|removeAll|retainAll";

  /** Take out all. */
  static final String EMPTY = "drainTo|clear";

  private QueueMethods() {}
}
