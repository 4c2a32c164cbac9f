package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Elements;
import io.conccheck.agent.boot.Sync;

/**
 * What goes from who begins an operation of an asynchronous channel to the handler that is told of
 * its end. Handlers are often one for all channels: so it goes by handler and attachment.
 */
final class Completions {

  private Completions() {}

  /** The thread is about to begin an operation. */
  static void begin(Object attachment, Object handler) {
    if (attachment == null) {
      Sync.release(handler);
    } else {
      Elements.put(handler, attachment);
    }
  }

  /** The handler is about to be told, by a thread of any kind. */
  static void end(Object attachment, Object handler) {
    if (attachment == null) {
      Sync.acquire(handler);
    } else {
      Elements.met(handler, attachment);
    }
  }
}
