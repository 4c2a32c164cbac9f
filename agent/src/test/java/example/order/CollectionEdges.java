package example.order;

import static example.order.unseen.Turns.await;
import static example.order.unseen.Turns.inTurn;
import static example.order.unseen.Turns.next;
import static example.order.unseen.Turns.together;

import java.beans.PropertyChangeSupport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Vector;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;

/** Edges of other shared collections: fields ending in Clean are ordered, those in Racy are not. */
public final class CollectionEdges {

  static int copyOnWriteClean;
  static int copyIterationClean;
  static int copySetClean;
  static int copyElementClean;
  static int otherCopyNote;
  static int copiesCountedNote;
  static int skipListClean;
  static int skipWalkClean;
  static int skipSetClean;
  static int skipAllClean;
  static int skipLateClean;
  static int skipStreamClean;
  static int skipMergeClean;
  static int skipMissRacy;
  static int vectorClean;
  static int vectorRacy;
  static int beanClean;
  static int tableClean;
  static int bufferClean;
  static int listClean;
  static int listBlockClean;
  static int mapClean;
  static int otherListRacy;

  private CollectionEdges() {}

  private static void pair(Runnable a, Runnable b) {
    inTurn(a::run, b::run);
  }

  public static void main(String[] args) {
    copies();
    skipLists();
    monitors();
    views();
  }

  private static void copies() {
    CopyOnWriteArrayList<String> list = new CopyOnWriteArrayList<>();
    pair(
        () -> {
          copyOnWriteClean++;
          copyIterationClean++;
          list.add("x");
        },
        () -> {
          list.get(0);
          copyOnWriteClean++;
          for (String s : list) {
            copyIterationClean += s.length();
          }
        });
    pair(
        () -> {
          otherCopyNote++;
          copiesCountedNote++;
          copyElementClean++;
          list.add("y");
        },
        () -> {
          if (list.get(0).equals("x")) {
            otherCopyNote++;
          }
          if (list.size() == 2) {
            copiesCountedNote++;
          }
          if (list.get(1).equals("y")) {
            copyElementClean++;
          }
        });
    CopyOnWriteArraySet<String> set = new CopyOnWriteArraySet<>();
    pair(
        () -> {
          copySetClean++;
          set.add("x");
        },
        () -> {
          if (set.contains("x")) {
            copySetClean++;
          }
        });
  }

  private static void skipLists() {
    ConcurrentSkipListMap<String, Integer> map = new ConcurrentSkipListMap<>();
    pair(
        () -> {
          skipListClean++;
          skipWalkClean++;
          map.put("a", 1);
        },
        () -> {
          map.get("a");
          skipListClean++;
          for (String k : map.tailMap("a").keySet()) {
            skipWalkClean += k.length();
          }
        });
    pair(
        () -> {
          skipMergeClean++;
          map.merge("a", 1, Integer::sum);
        },
        () -> {
          if (map.firstEntry().getValue() == 2) {
            skipMergeClean++;
          }
        });
    pair(
        () -> {
          skipMissRacy++;
          map.put("b", 1);
        },
        () -> {
          map.get("nothing");
          skipMissRacy++;
        });
    ConcurrentSkipListSet<String> set = new ConcurrentSkipListSet<>();
    pair(
        () -> {
          skipSetClean++;
          set.add("x");
        },
        () -> {
          if (set.first() != null) {
            skipSetClean++;
          }
        });
    ConcurrentSkipListSet<String> all = new ConcurrentSkipListSet<>(List.of("a"));
    pair(
        () -> {
          skipAllClean++;
          all.add("b");
          skipStreamClean++;
          all.add("c");
        },
        () -> {
          for (String s : all) {
            skipAllClean += s.equals("b") ? 1 : 0;
          }
          all.stream().forEach(s -> skipStreamClean += s.equals("c") ? 1 : 0);
        });
    whileWalked();
  }

  /** An element that comes while a walk is on its way is in order for that walk as well. */
  private static void whileWalked() {
    ConcurrentSkipListMap<String, int[]> map = new ConcurrentSkipListMap<>();
    map.put("a", new int[1]);
    together(
        () -> {
          await(1);
          skipLateClean++;
          map.put("b", new int[1]);
          next();
        },
        () ->
            map.forEach(
                (k, v) -> {
                  if (k.equals("a")) {
                    next();
                    await(2);
                  } else {
                    skipLateClean++;
                  }
                }));
  }

  private static void monitors() {
    Vector<String> vector = new Vector<>();
    Vector<String> other = new Vector<>();
    pair(
        () -> {
          vectorClean++;
          vectorRacy++;
          vector.add("x");
        },
        () -> {
          other.size();
          vectorRacy++;
          vector.size();
          vectorClean++;
        });
    PropertyChangeSupport bean = new PropertyChangeSupport(vector);
    pair(
        () -> {
          beanClean++;
          bean.addPropertyChangeListener(e -> beanClean++);
        },
        () -> bean.firePropertyChange("p", 1, 2));
    Hashtable<String, String> table = new Hashtable<>();
    pair(
        () -> {
          tableClean++;
          table.put("a", "b");
        },
        () -> {
          table.get("a");
          tableClean++;
        });
    StringBuffer buffer = new StringBuffer();
    pair(
        () -> {
          bufferClean++;
          buffer.append("x");
        },
        () -> {
          buffer.length();
          bufferClean++;
        });
  }

  private static void views() {
    List<String> list = Collections.synchronizedList(new ArrayList<>());
    List<String> other = Collections.synchronizedList(new ArrayList<>());
    pair(
        () -> {
          listClean++;
          otherListRacy++;
          listBlockClean++;
          list.add("x");
        },
        () -> {
          other.size();
          otherListRacy++;
          list.size();
          listClean++;
          synchronized (list) {
            listBlockClean++;
          }
        });
    Map<String, String> map = Collections.synchronizedMap(new HashMap<>());
    pair(
        () -> {
          mapClean++;
          map.put("a", "b");
        },
        () -> {
          map.get("a");
          mapClean++;
        });
  }
}
