package example.deadlock;

/**
 * Runs tasks in threads of their own that never overlap, yet are ordered by nothing: who has waited
 * for its turn long enough goes on without.
 */
final class Turns {

  interface Task {
    void run() throws Exception;
  }

  private static final int MOST_LOOKS = 100_000; // a minute or two

  private volatile int turn;

  Turns() {}

  static void inTurn(Task... tasks) throws InterruptedException {
    Turns turns = new Turns();
    Thread[] threads = new Thread[tasks.length];
    for (int i = 0; i < tasks.length; i++) {
      int mine = i;
      threads[i] = new Thread(() -> turns.take(mine, tasks[mine]), "task-" + i);
    }
    for (Thread t : threads) {
      t.start();
    }
    for (Thread t : threads) {
      t.join();
    }
  }

  void take(int mine, Task task) {
    try {
      for (int looks = 0; turn != mine && looks < MOST_LOOKS; looks++) {
        Thread.sleep(1);
      }
      task.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      turn = mine + 1;
    }
  }

  /** Runs it; what it throws is an error. */
  static void now(Task task) {
    try {
      task.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
