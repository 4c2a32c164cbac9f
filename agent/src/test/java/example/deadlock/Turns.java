package example.deadlock;

/**
 * Runs tasks in threads of their own that never overlap, yet are ordered by nothing but a volatile:
 * another schedule may let them meet.
 */
final class Turns {

  interface Task {
    void run() throws Exception;
  }

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
      while (turn != mine) {
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
