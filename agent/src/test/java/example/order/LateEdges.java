package example.order;

import example.order.unseen.Turns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Collection;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What a thread does to an element before it puts it into a collection is before what others do
 * that get it there, what it does later is not: fields ending in Clean are ordered, those in Racy
 * are not.
 */
public final class LateEdges {

  private LateEdges() {}

  /** Counts by what it went through. */
  private static final class Item implements Delayed {
    int heapClean;
    int heapRacy;
    int delayedClean;
    int delayedRacy;
    int listClean;
    int listRacy;
    int walkClean;
    int walkRacy;
    int copyClean;
    int copyRacy;
    int copyWalkClean;
    int copyWalkRacy;
    int vectorClean;
    int vectorRacy;
    int vectorWalkClean;
    int vectorWalkRacy;

    @Override
    public int compareTo(Delayed other) {
      return 0;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return 0;
    }
  }

  /** Is written out field by field. */
  private static final class Written implements Serializable {
    private static final long serialVersionUID = 1;
    int serialClean;
    int serialRacy;
  }

  public static void main(String[] args) {
    queue(new PriorityBlockingQueue<>(), i -> i.heapClean++, i -> i.heapRacy++);
    queue(new DelayQueue<>(), i -> i.delayedClean++, i -> i.delayedRacy++);
    collections();
    maps();
  }

  /** Puts an item in, and takes it out in another thread. */
  private static <C> void pass(
      C collection,
      BiConsumer<C, Item> put,
      Consumer<Item> early,
      Consumer<Item> late,
      Get<C> get) {
    Turns.inTurn(
        () -> {
          Item item = new Item();
          early.accept(item);
          put.accept(collection, item);
          late.accept(item);
        },
        () -> {
          Item item = get.from(collection);
          early.accept(item);
          late.accept(item);
        });
  }

  /** Gets an item out of a collection. */
  private interface Get<C> {
    Item from(C collection);
  }

  private static void queue(Queue<Item> queue, Consumer<Item> early, Consumer<Item> late) {
    pass(queue, Queue::add, early, late, Queue::poll);
    pass(queue, Queue::add, early, late, Queue::peek);
  }

  private static Item first(Collection<Item> items) {
    Iterator<Item> walk = items.iterator();
    return walk.next();
  }

  private static void collections() {
    Consumer<Item> early = i -> i.copyClean++;
    Consumer<Item> late = i -> i.copyRacy++;
    pass(new CopyOnWriteArrayList<Item>(), List::add, early, late, l -> l.get(0));
    early = i -> i.copyWalkClean++;
    late = i -> i.copyWalkRacy++;
    pass(new CopyOnWriteArrayList<Item>(), List::add, early, late, LateEdges::first);
    pass(new CopyOnWriteArraySet<Item>(), Collection::add, early, late, LateEdges::first);
    early = i -> i.vectorClean++;
    late = i -> i.vectorRacy++;
    pass(new Vector<Item>(), Vector::add, early, late, v -> v.elementAt(0));
    early = i -> i.vectorWalkClean++;
    late = i -> i.vectorWalkRacy++;
    pass(new Vector<Item>(), Vector::add, early, late, LateEdges::first);
    pass(
        new Vector<Item>(),
        Vector::add,
        early,
        late,
        v -> {
          Enumeration<Item> walk = v.elements();
          return walk.nextElement();
        });
  }

  private static void maps() {
    ConcurrentSkipListMap<Integer, Item> list = new ConcurrentSkipListMap<>();
    pass(list, (m, i) -> m.put(1, i), i -> i.listClean++, i -> i.listRacy++, m -> m.get(1));
    Consumer<Item> early = i -> i.walkClean++;
    Consumer<Item> late = i -> i.walkRacy++;
    pass(list, (m, i) -> m.put(1, i), early, late, m -> first(m.values()));
    pass(list, (m, i) -> m.put(1, i), early, late, m -> first(m.headMap(2).values()));
    pass(list, (m, i) -> m.put(1, i), early, late, m -> m.firstEntry().getValue());
    Map<Integer, Written> map = new ConcurrentHashMap<>();
    Turns.inTurn(
        () -> {
          Written value = new Written();
          value.serialClean++;
          map.put(1, value);
          value.serialRacy++;
        },
        () -> write(map));
  }

  private static void write(Object o) throws IOException {
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      out.writeObject(o);
    }
  }
}
