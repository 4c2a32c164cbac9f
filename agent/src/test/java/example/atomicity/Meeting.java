package example.atomicity;

import example.order.unseen.Turns;

/** Lets one thread write while another is between two steps, without any order between them. */
final class Meeting {

  private Meeting() {}

  /** Runs {@code intruder} on another thread while {@code acting} is {@link #here}. */
  static void meet(Turns.Body acting, Turns.Body intruder) {
    Turns.together(
        acting,
        () -> {
          Turns.await(1);
          intruder.run();
          Turns.next();
        });
  }

  /** The place between two steps. */
  static void here() {
    Turns.next();
    Turns.await(2);
  }
}
