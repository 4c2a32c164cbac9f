package example.order;

import static example.order.unseen.Turns.inTurn;
import static example.order.unseen.Turns.together;

import example.order.unseen.Turns;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Phaser;

/** Edges through barriers: fields ending in Clean are ordered, those in Racy are not. */
public final class BarrierEdges {

  static int barrierClean;
  static int actionClean;
  static int afterBarrierRacy;
  static int twoBarriersRacy;
  static int phaserClean;
  static int advanceClean;
  static int arriveClean;
  static int afterPhaserRacy;
  static int exchangeClean;
  static int exchangeRacy;
  static int[] cells = new int[4];

  private BarrierEdges() {}

  public static void main(String[] args) {
    for (int i = 0; i < 20; i++) {
      barrier();
      phaser();
    }
    twoBarriers();
    exchange();
  }

  private static void barrier() {
    CyclicBarrier barrier =
        new CyclicBarrier(
            2,
            () -> {
              actionClean += cells[0] + cells[1];
              barrierClean++;
            });
    together(
        () -> {
          cells[0] = 1;
          barrier.await();
          if (barrierClean < 0) {
            return;
          }
          afterBarrierRacy++;
          barrier.await();
          cells[1] = 2;
        },
        () -> {
          cells[1] = 1;
          barrier.await();
          afterBarrierRacy++;
          barrier.await();
          cells[0] = 2;
        });
  }

  private static void twoBarriers() {
    CyclicBarrier a = new CyclicBarrier(1);
    CyclicBarrier b = new CyclicBarrier(1);
    inTurn(
        () -> {
          twoBarriersRacy++;
          await(a);
        },
        () -> {
          await(b);
          twoBarriersRacy++;
        });
  }

  private static void await(CyclicBarrier b) throws InterruptedException {
    try {
      b.await();
    } catch (BrokenBarrierException e) {
      throw new AssertionError(e);
    }
  }

  private static void phaser() {
    Phaser phaser =
        new Phaser(2) {
          @Override
          protected boolean onAdvance(int phase, int parties) {
            advanceClean += cells[2] + cells[3];
            return false;
          }
        };
    together(
        () -> {
          cells[2] = 1;
          phaser.arriveAndAwaitAdvance();
          phaserClean += cells[3];
          arriveClean = advanceClean;
          afterPhaserRacy++;
          arriveClean = 1;
          phaser.arrive();
        },
        () -> {
          cells[3] = 1;
          int phase = phaser.arrive();
          phaser.awaitAdvance(phase);
          afterPhaserRacy++;
          phase = phaser.arrive();
          phaser.awaitAdvance(phase);
          arriveClean += advanceClean;
        });
  }

  private static void exchange() {
    Exchanger<int[]> exchanger = new Exchanger<>();
    Turns.Body side =
        () -> {
          int[] mine = {1, 2};
          int[] yours = exchanger.exchange(mine);
          yours[0]++;
          exchangeRacy++;
        };
    together(side, side);
    together(
        () -> {
          exchangeClean++;
          exchanger.exchange(new int[1]);
        },
        () -> {
          exchanger.exchange(new int[1]);
          exchangeClean++;
        });
  }
}
