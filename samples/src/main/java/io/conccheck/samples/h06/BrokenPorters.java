package io.conccheck.samples.h06;

/** Two porters, one trolley: each hands it to the other as long as the other needs it. */
public final class BrokenPorters {

  private static final class Trolley {
    private Porter owner;

    private synchronized Porter owner() {
      return owner;
    }

    private synchronized void give(Porter to) {
      owner = to;
    }
  }

  private static final class Porter {
    private volatile boolean needs = true;

    private void move(Trolley trolley, Porter other) throws InterruptedException {
      while (needs) { // want runtime:livelock
        if (trolley.owner() != this) {
          Thread.sleep(1);
        } else if (other.needs) {
          System.out.println("after you");
          trolley.give(other);
        } else {
          needs = false;
        }
      }
    }
  }

  private static Thread start(String name, Porter porter, Trolley trolley, Porter other) {
    Runnable run =
        () -> {
          try {
            porter.move(trolley, other);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    Thread t = new Thread(run, name);
    t.start(); // want runtime:thread-not-joined
    return t;
  }

  public static void main(String[] args) throws InterruptedException {
    Trolley trolley = new Trolley();
    Porter ben = new Porter();
    Porter ada = new Porter();
    trolley.give(ben);
    Thread one = start("ben", ben, trolley, ada);
    start("ada", ada, trolley, ben);
    one.join(3_000);
    System.out.println(one.isAlive() ? "nothing moves" : "done");
    Runtime.getRuntime().halt(0);
  }
}
