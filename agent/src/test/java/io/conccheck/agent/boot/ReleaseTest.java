package io.conccheck.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What threads release is added to what was released, whichever short way is taken. */
class ReleaseTest {

  private static final int THREADS = 4;
  private static final int VARS = 3;

  /** Ids that lie in the first array, in one part, in several. */
  private static final int[][] IDS = {
    {1, 2, 3, 4}, {1, 63, 64, 1_000}, {65, 66, 127, 128}, {9, 70, 4_000, 65_534}
  };

  private final ThreadState[] threads = new ThreadState[THREADS];
  private final SyncVar[] vars = new SyncVar[VARS];
  private final Clock[] all = new Clock[VARS]; // joined component by component
  private final int[][] known = new int[THREADS][]; // by thread, learnt component by component
  private int[] ids;

  @AfterEach
  void restore() {
    Tids.reset();
  }

  private void begin(int seed) {
    ids = IDS[seed % IDS.length];
    for (int i = 0; i < THREADS; i++) {
      Thread t = new Thread();
      threads[i] = new ThreadState(t, new ThreadInfo(t.getId(), t.getName(), false, null, null, 0));
      threads[i].begin(ids[i], 1);
      known[i] = new int[THREADS];
    }
    for (int i = 0; i < VARS; i++) {
      vars[i] = new SyncVar();
      all[i] = null;
    }
  }

  private static boolean same(Clock a, Clock b) {
    return a == null || b == null ? a == b : a.covers(b) && b.covers(a);
  }

  @Test
  void releasesAddUp() {
    run(false);
  }

  @Test
  void soTheyDoWhereIdsAreSharedByThreadsThatNeverMet() {
    Tids.exact = false;
    run(true);
  }

  private void run(boolean sharesIds) {
    for (int seed = 0; seed < 200; seed++) {
      begin(seed);
      Random random = new Random(seed);
      for (int step = 0; step < 200; step++) {
        int t = random.nextInt(THREADS);
        ThreadState ts = threads[t];
        int v = random.nextInt(VARS);
        switch (random.nextInt(8)) {
          case 0, 1 -> acquire(t, v, sharesIds);
          case 2 -> ts.used = true;
          case 3 -> tentatively(ts, v, random.nextBoolean());
          case 4 -> {
            vars[v].set(null);
            all[v] = null;
          }
          case 5 -> {
            if (sharesIds) {
              change(ts, random);
            }
          }
          default -> {
            all[v] = Clock.join(all[v], ts.release());
            vars[v].release(ts);
          }
        }
        assertThat(same(vars[v].clock(), all[v])).as("seed %d, step %d", seed, step).isTrue();
      }
    }
  }

  private void acquire(int t, int v, boolean sharesIds) {
    ThreadState ts = threads[t];
    vars[v].acquire(ts);
    for (int i = 0; i < THREADS && !sharesIds && all[v] != null; i++) {
      known[t][i] = Math.max(known[t][i], all[v].at(ids[i]));
      assertThat(ids[i] == ts.tid || ts.known(ids[i]) == known[t][i]).isTrue();
    }
  }

  private void tentatively(ThreadState ts, int v, boolean undone) {
    Clock before = all[v];
    all[v] = Clock.join(all[v], ts.release());
    SyncVar.Tentative release = vars[v].releaseTentatively(ts);
    assertThat(same(vars[v].clock(), all[v])).isTrue();
    if (undone) {
      release.undo();
      all[v] = before;
    }
  }

  /** The thread goes on under the id of another one, which ends, or which it has never heard of. */
  private void change(ThreadState ts, Random random) {
    ThreadState other = threads[random.nextInt(THREADS)];
    if (other != ts) {
      int mine = ts.tid;
      int time = ts.time();
      int theirs = other.tid;
      int then = other.time();
      other.begin(0, 0);
      other.set(theirs, then);
      ts.begin(0, 0);
      ts.set(mine, time);
      other.begin(mine, time + 1);
      ts.begin(theirs, then + 1);
    }
  }
}
