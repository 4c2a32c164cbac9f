package io.conccheck.agent.detect.blocking;

/** What a thread is for. */
enum Kind {
  /** It may block. */
  ANY,
  /** The user has named it as one that must not block. */
  DECLARED,
  /** The event loop of a known framework. */
  EVENT_LOOP,
  /** A worker of the common pool, of which there are few for the whole program. */
  COMMON_POOL
}
