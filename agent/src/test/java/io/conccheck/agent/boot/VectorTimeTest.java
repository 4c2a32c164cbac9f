package io.conccheck.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Vectors in parts against plain arrays. */
class VectorTimeTest {

  private static final int IDS = 400;

  private static VectorTime random(Random random, VectorTime from, int[] plain) {
    VectorTime v = from;
    int far = random.nextInt(4) == 0 ? 60 : IDS;
    for (int i = random.nextInt(20); i > 0; i--) {
      int u = 1 + random.nextInt(far - 1);
      int time = random.nextInt(4);
      v = v.atLeast(u, time);
      plain[u] = Math.max(plain[u], time);
    }
    return v;
  }

  private static boolean covers(int[] a, int[] b) {
    for (int u = 0; u < IDS; u++) {
      if (a[u] < b[u]) {
        return false;
      }
    }
    return true;
  }

  @Test
  void joinsAreTheLeastThatCoverBoth() {
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      int[] plainA = new int[IDS];
      VectorTime a = random(random, VectorTime.NONE, plainA);
      boolean like = random.nextBoolean();
      int[] plainB = like ? plainA.clone() : new int[IDS];
      VectorTime b = random(random, like ? a : VectorTime.NONE, plainB);
      VectorTime joined = VectorTime.join(a, b);
      for (int u = 1; u < IDS + 1_000; u++) {
        int expected = u < IDS ? Math.max(plainA[u], plainB[u]) : 0;
        assertThat(joined.at(u)).as("seed %d, id %d", seed, u).isEqualTo(expected);
      }
      Clock first = new Clock(a, 0, 0, null);
      Clock second = new Clock(b, 0, 0, null);
      assertThat(first.covers(second)).as("seed %d", seed).isEqualTo(covers(plainA, plainB));
      assertThat(second.covers(first)).as("seed %d", seed).isEqualTo(covers(plainB, plainA));
    }
  }

  @Test
  void partsThatNobodyChangedAreShared() {
    VectorTime old = VectorTime.NONE.with(70, 1).with(200, 1);
    VectorTime a = old.with(71, 2);
    VectorTime b = old.with(201, 3);
    VectorTime joined = VectorTime.join(a, b);
    assertThat(joined.high[1]).isSameAs(a.high[1]);
    assertThat(joined.high[3]).isSameAs(b.high[3]);
    assertThat(VectorTime.join(joined, a)).isSameAs(joined);
    assertThat(VectorTime.join(a, joined)).isSameAs(joined);
  }
}
