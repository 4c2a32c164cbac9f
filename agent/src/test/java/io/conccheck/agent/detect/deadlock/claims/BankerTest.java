package io.conccheck.agent.detect.deadlock.claims;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BankerTest {

  /** The example of Silberschatz, Galvin and Gagne: five customers, three resources. */
  private static final int[][] HAS = {{0, 1, 0}, {2, 0, 0}, {3, 0, 2}, {2, 1, 1}, {0, 0, 2}};

  private static final int[][] CLAIMS = {{7, 5, 3}, {3, 2, 2}, {9, 0, 2}, {2, 2, 2}, {4, 3, 3}};

  @Test
  void aSequenceIsFoundWhereThereIsOne() {
    assertThat(Banker.unserved(new int[] {3, 3, 2}, HAS, CLAIMS)).isEmpty();
  }

  @Test
  void whoIsServedGivesBackButNotEnough() {
    assertThat(
            Banker.unserved(
                new int[] {1}, new int[][] {{1}, {2}, {2}}, new int[][] {{2}, {9}, {8}}))
        .containsExactly(1, 2);
  }

  @Test
  void nobodyIsServedWhoClaimsMoreThanIsFree() {
    int[] free = {0};
    assertThat(Banker.unserved(free, new int[][] {{2}, {1}}, new int[][] {{3}, {3}}))
        .containsExactly(0, 1);
    assertThat(free).containsExactly(0);
  }
}
