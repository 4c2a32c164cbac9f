package io.conccheck.analyzer.facts.container;

/** How many threads a container lets into one object of a class. */
public enum Sharing {
  /** Nothing says that a container is at work. */
  UNKNOWN,
  /** Each request, session, message or caller has an object of its own. */
  OWN,
  /** One object, and the container locks it around each call that is not said to be a reader's. */
  LOCKED,
  /** One object for all threads. */
  SHARED
}
