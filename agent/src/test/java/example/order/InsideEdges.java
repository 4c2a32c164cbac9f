package example.order;

import static example.order.unseen.Turns.await;
import static example.order.unseen.Turns.inTurn;
import static example.order.unseen.Turns.next;
import static example.order.unseen.Turns.together;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Code of the program that runs in the middle of a method of a concurrent collection, and values
 * that are read later than their node was found: fields ending in Clean are ordered, those in Racy
 * are not.
 */
public final class InsideEdges {

  private InsideEdges() {}

  /** What a thread made and put in. */
  private static class Value {
    int removedClean;
    int replacedClean;
    int skipRemovedClean;
    int skipReplacedClean;
    int skipSoughtClean;
    int skipAllClean;
    int iteratedClean;
    int entryClean;
    int printedClean;
    int drainedClean;
    int addedClean;
    int addedLateRacy;
    int lateRacy;
    int printedLateRacy;
  }

  /** Equal to any other once its field was looked at. */
  private abstract static class Looked extends Value {

    abstract int look();

    @Override
    public boolean equals(Object other) {
      return other instanceof Looked && ((Looked) other).look() == look();
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  /** Of one bin with all the others. */
  private static class Key {
    int keyClean;

    Key(int number) {
      keyClean = number;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key && ((Key) other).keyClean == keyClean;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  /** Like {@link Key}, with an order of their own. */
  private static final class Ordered implements Comparable<Ordered> {
    int orderedKeyClean;

    Ordered(int number) {
      orderedKeyClean = number;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Ordered && compareTo((Ordered) other) == 0;
    }

    @Override
    public int hashCode() {
      return 1;
    }

    @Override
    public int compareTo(Ordered other) {
      return Integer.compare(orderedKeyClean, other.orderedKeyClean);
    }
  }

  public static void main(String[] args) {
    values();
    keys();
    walks();
    printed();
    added();
    drained();
    sought();
  }

  private static Looked removed() {
    return new Looked() {
      @Override
      int look() {
        return removedClean;
      }
    };
  }

  private static Looked replaced() {
    return new Looked() {
      @Override
      int look() {
        return replacedClean;
      }
    };
  }

  private static Looked skipRemoved() {
    return new Looked() {
      @Override
      int look() {
        return skipRemovedClean;
      }
    };
  }

  private static Looked skipReplaced() {
    return new Looked() {
      @Override
      int look() {
        return skipReplacedClean;
      }
    };
  }

  private static Looked skipSought() {
    return new Looked() {
      @Override
      int look() {
        return skipSoughtClean;
      }
    };
  }

  private static void values() {
    ConcurrentMap<String, Value> map = new ConcurrentHashMap<>();
    compared(map, removed(), v -> v.removedClean = 0, () -> map.remove("k", removed()));
    compared(
        map, replaced(), v -> v.replacedClean = 0, () -> map.replace("k", replaced(), replaced()));
    ConcurrentMap<String, Value> list = new ConcurrentSkipListMap<>();
    compared(
        list, skipRemoved(), v -> v.skipRemovedClean = 0, () -> list.remove("k", skipRemoved()));
    compared(
        list,
        skipReplaced(),
        v -> v.skipReplacedClean = 0,
        () -> list.replace("k", skipReplaced(), new Value()));
    compared(
        list, skipSought(), v -> v.skipSoughtClean = 0, () -> list.containsValue(skipSought()));
    compared(
        list,
        new Value(),
        v -> v.skipAllClean++,
        () ->
            list.replaceAll(
                (k, v) -> {
                  v.skipAllClean++;
                  return v;
                }));
  }

  private static void compared(
      Map<String, Value> map, Value value, Consumer<Value> make, Runnable use) {
    inTurn(
        () -> {
          make.accept(value);
          map.put("k", value);
        },
        use::run);
  }

  private static void keys() {
    Map<Object, String> map = new ConcurrentHashMap<>();
    inTurn(
        () -> {
          for (int i = 0; i < 20; i++) {
            map.put(new Key(i), "v");
          }
        },
        () -> {
          map.get(new Key(19));
          map.put(new Key(20), "v");
          map.remove(new Key(3));
        });
    Map<Object, String> other = new ConcurrentHashMap<>();
    inTurn(
        () -> {
          for (int i = 0; i < 8; i++) {
            other.put(new Ordered(i), "v");
          }
        },
        () -> {
          for (int i = 8; i < 80; i++) {
            other.put(new Ordered(i), "v");
          }
        },
        () -> {
          other.get(new Ordered(19));
          other.remove(new Ordered(3));
        });
  }

  private static void walks() {
    walk(m -> m.values().iterator(), v -> v.iteratedClean++, v -> ((Value) v).iteratedClean++);
    walk(
        m -> m.entrySet().iterator(),
        v -> v.entryClean++,
        e -> ((Value) ((Map.Entry<?, ?>) e).getValue()).entryClean++);
    walk(m -> m.values().iterator(), v -> {}, v -> ((Value) v).lateRacy++);
  }

  /** The iterator is at its first node before the value there changes. */
  private static void walk(
      Function<Map<String, Value>, Iterator<?>> walk, Consumer<Value> make, Consumer<Object> use) {
    Map<String, Value> map = new ConcurrentHashMap<>();
    map.put("k", new Value());
    together(
        () -> {
          Iterator<?> iterator = walk.apply(map);
          next();
          await(2);
          use.accept(iterator.next());
        },
        () -> {
          await(1);
          Value value = new Value();
          make.accept(value);
          map.put("k", value);
          value.lateRacy++;
          next();
        });
  }

  private static void printed() {
    for (Collection<Object> queue :
        List.<Collection<Object>>of(
            new ConcurrentLinkedQueue<>(),
            new ConcurrentLinkedDeque<>(),
            new LinkedTransferQueue<>())) {
      Value value =
          new Value() {
            @Override
            public String toString() {
              return "" + printedClean + printedLateRacy;
            }
          };
      inTurn(
          () -> {
            value.printedClean++;
            queue.add(value);
            value.printedLateRacy++;
          },
          () -> queue.toString());
    }
  }

  /** By a collection of the program's own, which nobody may ask twice. */
  private static void added() {
    for (Collection<Value> queue :
        List.<Collection<Value>>of(
            new ConcurrentLinkedQueue<>(),
            new ConcurrentLinkedDeque<>(),
            new LinkedBlockingDeque<>(),
            new LinkedBlockingQueue<>(),
            new LinkedTransferQueue<>())) {
      Value value = new Value();
      inTurn(
          () -> {
            value.addedClean++;
            queue.addAll(new One(value));
            value.addedLateRacy++;
          },
          () -> {
            Value first = queue.iterator().next();
            first.addedClean++;
            first.addedLateRacy++;
          });
    }
  }

  private static final class One extends AbstractCollection<Value> {
    private final Value value;

    One(Value value) {
      this.value = value;
    }

    @Override
    public Iterator<Value> iterator() {
      return List.of(value).iterator();
    }

    @Override
    public int size() {
      return 1;
    }
  }

  /** Is equal to another once its field was looked at. */
  private static final class Late implements Delayed {
    int soughtClean;

    Late(int number) {
      soughtClean = number;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return 1;
    }

    @Override
    public int compareTo(Delayed other) {
      return 0;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Late && ((Late) other).soughtClean == soughtClean;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  private static void sought() {
    DelayQueue<Late> queue = new DelayQueue<>();
    inTurn(() -> queue.add(new Late(1)), () -> queue.remove(new Late(1)));
  }

  private static void drained() {
    for (BlockingQueue<Value> queue :
        List.<BlockingQueue<Value>>of(new LinkedBlockingQueue<>(), new LinkedTransferQueue<>())) {
      inTurn(
          () -> {
            Value value = new Value();
            value.drainedClean++;
            queue.add(value);
          },
          () -> queue.drainTo(new Sum()));
    }
  }

  /** Looks at what it is given, and keeps nothing. */
  private static final class Sum extends AbstractCollection<Value> {
    int sum;

    @Override
    public boolean add(Value value) {
      sum += value.drainedClean;
      return true;
    }

    @Override
    public Iterator<Value> iterator() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int size() {
      return 0;
    }
  }
}
