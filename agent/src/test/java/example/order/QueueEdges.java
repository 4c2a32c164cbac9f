package example.order;

import static example.order.unseen.Turns.inTurn;
import static example.order.unseen.Turns.together;

import example.order.unseen.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** Edges through queues: fields ending in Clean are ordered, those in Racy are not. */
public final class QueueEdges {

  /** What goes through the queues. */
  static final class Item implements Delayed {
    int queueClean;
    int iteratedClean;
    int peekedClean;

    @Override
    public int compareTo(Delayed o) {
      return 0;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return 0;
    }
  }

  static int puttersRacy;
  static int takerToPutterNote;
  static int notFullRacy;
  static int lockedByQueueNote;
  static int otherElementRacy;
  static int emptyNote;
  static int sizeNote;
  static int dequeClean;
  static int drainClean;
  static int synchronousClean;
  static int transferClean;
  static int addAllClean;
  static int forEachClean;
  static int takenNote;
  static int transferredNote;

  private QueueEdges() {}

  public static void main(String[] args) {
    plain(new ArrayBlockingQueue<>(8));
    plain(new LinkedBlockingQueue<>());
    plain(new LinkedBlockingDeque<>());
    plain(new PriorityBlockingQueue<>());
    plain(new LinkedTransferQueue<>());
    plain(new ConcurrentLinkedQueue<>());
    plain(new ConcurrentLinkedDeque<>());
    handOff();
    noEdges();
    bulk();
  }

  private static void plain(Queue<Item> queue) {
    int[] sum = new int[1];
    inTurn(
        () -> {
          Item item = new Item();
          item.queueClean = 1;
          item.iteratedClean = 1;
          queue.add(item);
        },
        () -> {
          for (Item item : queue) {
            sum[0] += item.iteratedClean;
          }
        },
        () -> queue.peek().peekedClean++,
        () -> queue.poll().queueClean++);
  }

  private static void handOff() {
    SynchronousQueue<Object> meeting = new SynchronousQueue<>();
    together(
        () -> {
          meeting.put("a");
          takenNote++;
        },
        () -> {
          takenNote = 1;
          meeting.take();
        });
    LinkedTransferQueue<Object> transfers = new LinkedTransferQueue<>();
    together(
        () -> {
          transfers.transfer("a");
          transferredNote++;
        },
        () -> {
          transferredNote = 1;
          transfers.take();
        });
    SynchronousQueue<Item> synchronous = new SynchronousQueue<>();
    together(
        () -> {
          synchronousClean++;
          synchronous.put(new Item());
        },
        () -> {
          synchronous.take();
          synchronousClean++;
        });
    LinkedTransferQueue<Item> transfer = new LinkedTransferQueue<>();
    together(
        () -> {
          transferClean++;
          transfer.transfer(new Item());
        },
        () -> {
          transfer.take();
          transferClean++;
        });
    DelayQueue<Item> delayed = new DelayQueue<>();
    inTurn(
        () -> {
          dequeClean++;
          delayed.put(new Item());
        },
        () -> {
          delayed.take();
          dequeClean++;
        });
  }

  private static void noEdges() {
    BlockingQueue<Object> q = new LinkedBlockingQueue<>(1);
    inTurn(
        () -> {
          puttersRacy++;
          q.offer(new Object());
        },
        () -> {
          q.offer(new Object());
          puttersRacy++;
        });
    inTurn(
        () -> {
          takerToPutterNote++;
          q.take();
        },
        () -> {
          q.put(new Object());
          takerToPutterNote++;
        });
    inTurn(
        () -> {
          emptyNote++;
          q.poll();
        },
        () -> {
          q.poll();
          emptyNote++;
        });
    room(new LinkedBlockingQueue<>(1));
    room(new ArrayBlockingQueue<>(1));
    room(new LinkedBlockingDeque<>(1));
    BlockingQueue<Object> three = new ArrayBlockingQueue<>(3);
    three.add("there");
    inTurn(
        () -> {
          notFullRacy++;
          three.take();
        },
        () -> {
          three.put("b");
          notFullRacy++;
        });
    BlockingQueue<Object> two = new ArrayBlockingQueue<>(2);
    inTurn(
        () -> two.put("first"),
        () -> {
          otherElementRacy++;
          sizeNote++;
          two.put("second");
        },
        () -> {
          two.take();
          otherElementRacy++;
          if (two.size() == 1) {
            sizeNote++;
          }
        });
  }

  /** A queue of one serves for a lock. */
  private static void room(BlockingQueue<Object> lock) {
    Turns.Body locked =
        () -> {
          lock.put("mine");
          lockedByQueueNote++;
          lock.take();
        };
    inTurn(locked, locked);
  }

  private static void bulk() {
    LinkedBlockingDeque<Item> deque = new LinkedBlockingDeque<>();
    List<Item> drained = new ArrayList<>();
    inTurn(
        () -> {
          drainClean++;
          deque.offerFirst(new Item());
        },
        () -> {
          deque.drainTo(drained);
          drainClean++;
        });
    ConcurrentLinkedQueue<Item> all = new ConcurrentLinkedQueue<>();
    inTurn(
        () -> {
          addAllClean++;
          forEachClean++;
          all.addAll(List.of(new Item(), new Item()));
        },
        () -> all.forEach(i -> forEachClean++),
        () -> {
          all.remove();
          addAllClean++;
        });
  }
}
