package io.conccheck.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WeakIdentityMapTest {

  @Test
  void goesByIdentityAndNumber() {
    WeakIdentityMap map = new WeakIdentityMap();
    String a = new String("same");
    String b = new String("same");
    map.put(a, 1);
    assertThat(map.get(b)).isNull();
    assertThat(map.putIfAbsent(a, 2)).isEqualTo(1);
    map.put(a, 3);
    assertThat(map.get(a)).isEqualTo(3);
    assertThat(map.putIfAbsent(a, 7, "seven")).isEqualTo("seven");
    assertThat(map.get(a, 7)).isEqualTo("seven");
    assertThat(map.get(a, 8)).isNull();
    assertThat(map.remove(a)).isEqualTo(3);
    assertThat(map.get(a)).isNull();
    assertThat(map.get(a, 7)).isEqualTo("seven");
  }

  @Test
  void agreesWithAnIdentityHashMap() {
    WeakIdentityMap map = new WeakIdentityMap();
    Map<Object, Object> model = new IdentityHashMap<>();
    List<Object> keys = new ArrayList<>();
    Random random = new Random(17);
    for (int i = 0; i < 200_000; i++) {
      if (keys.size() < 3_000 || random.nextInt(3) == 0) {
        Object key = new Object();
        keys.add(key);
        map.put(key, key);
        model.put(key, key);
      }
      int at = random.nextInt(keys.size());
      Object key = keys.get(at);
      assertThat(map.get(key) == model.get(key)).isTrue();
      if (keys.size() > 6_000 || random.nextInt(4) == 0) {
        assertThat(map.remove(key) == model.remove(key)).isTrue();
        Collections.swap(keys, at, keys.size() - 1);
        keys.remove(keys.size() - 1);
      }
    }
    assertThat(map.size()).isEqualTo(model.size());
    assertThat(map.keys()).hasSize(model.size()).allMatch(model::containsKey);
    map.clear();
    assertThat(map.size()).isZero();
    assertThat(map.get(keys.get(0))).isNull();
  }

  @Test
  void findsWhatIsThereWhileOthersChangeTheTable() throws Exception {
    WeakIdentityMap map = new WeakIdentityMap();
    List<Thread> threads = new ArrayList<>();
    List<Object> wrong = Collections.synchronizedList(new ArrayList<>());
    for (int t = 0; t < 4; t++) {
      Thread thread = new Thread(() -> churn(map, wrong));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void aLookUpWithoutTheLockMissesNothingThatMoves() throws Exception {
    WeakIdentityMap map = new WeakIdentityMap();
    AtomicBoolean over = new AtomicBoolean();
    Object[] others = objects(900);
    Thread mover =
        new Thread(
            () -> {
              while (!over.get()) {
                putAll(map, others);
                removeAll(map, others);
              }
            });
    mover.start();
    Object[] mine = objects(60);
    int missed = 0;
    for (int round = 0; round < 20_000; round++) {
      putAll(map, mine); // behind some of the others, to move up when those are removed
      for (int i = 0; i < 3 * mine.length; i++) {
        Object o = mine[i % mine.length];
        missed += map.get(o) == o ? 0 : 1;
      }
      removeAll(map, mine);
    }
    over.set(true);
    mover.join();
    assertThat(missed).isZero();
  }

  private static Object[] objects(int n) {
    Object[] made = new Object[n];
    Arrays.setAll(made, i -> new Object());
    return made;
  }

  private static void putAll(WeakIdentityMap map, Object[] keys) {
    for (Object key : keys) {
      map.put(key, key);
    }
  }

  private static void removeAll(WeakIdentityMap map, Object[] keys) {
    for (Object key : keys) {
      map.remove(key);
    }
  }

  /** Some objects die here, so that entries are swept as well. */
  private static void churn(WeakIdentityMap map, List<Object> wrong) {
    Object[] kept = new Object[512];
    for (int i = 0; i < 100_000; i++) {
      int at = i & kept.length - 1;
      if (kept[at] != null && i % 3 == 0) {
        map.remove(kept[at]);
      }
      Object key = new Object();
      kept[at] = key;
      map.putIfAbsent(key, key);
      Object other = kept[i * 31 & kept.length - 1];
      Object found = other == null ? null : map.putIfAbsent(other, other);
      if (found != other || map.putIfAbsent(key, wrong) != key) {
        wrong.add(key);
      }
    }
  }
}
