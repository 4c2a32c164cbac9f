package io.conccheck.samples.h06;

/** Two porters, one trolley: who has it moves his load first and then hands it on. */
public final class MendedPorters {

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
      while (needs) {
        if (trolley.owner() != this) {
          Thread.sleep(1);
        } else {
          needs = false;
          trolley.give(other);
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
    t.start();
    return t;
  }

  public static void main(String[] args) throws InterruptedException {
    Trolley trolley = new Trolley();
    Porter ben = new Porter();
    Porter ada = new Porter();
    trolley.give(ben);
    Thread one = start("ben", ben, trolley, ada);
    Thread two = start("ada", ada, trolley, ben);
    one.join();
    two.join();
    System.out.println("done");
  }
}
