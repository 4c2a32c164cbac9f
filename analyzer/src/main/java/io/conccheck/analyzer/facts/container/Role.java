package io.conccheck.analyzer.facts.container;

/** Who calls a method of an object that a container manages. */
public enum Role {
  /** The container, before the first or after the last use. */
  LIFE_CYCLE,
  /** One thread of the container, never beside itself: timers, listeners of one queue. */
  LONE,
  /** Any number of threads at once. */
  MANY,
  /** Other methods of the class alone, or nobody knows. */
  INNER
}
