package io.conccheck.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadSetsTest {

  private static long word(int tid, int time, int site) {
    return (long) tid << ThreadState.TID_SHIFT | (long) time << ThreadState.SITE_BITS | site;
  }

  @Test
  void equalSetsOfOneThreadShareAWord() {
    SeenSets seen = new SeenSets();
    long first = seen.made(new long[] {0, word(1, 5, 9), word(2, 7, 9)});
    long again = seen.made(new long[] {0, word(1, 5, 9), word(2, 7, 9)});
    long other = seen.made(new long[] {0, word(1, 6, 9), word(2, 7, 9)});
    assertThat(ReadSets.isSet(first)).isTrue();
    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
    assertThat(ReadSets.elements(first)).containsExactly(first, word(1, 5, 9), word(2, 7, 9));
    assertThat(ReadSets.elements(other)).containsExactly(other, word(1, 6, 9), word(2, 7, 9));
  }

  @Test
  void aSetWhosePlaceWasTakenStandsForNoRead() {
    long old = new SeenSets().made(new long[] {0, word(1, 5, 9), word(2, 7, 9)});
    long before = ReadSets.dropped();
    long[] newest = new long[3];
    while (ReadSets.elements(old).length > 1) {
      newest = new long[] {0, word(3, 5, 9), word(4, 7, 9)};
      ReadSets.publish(newest, ReadSets.numbers(1));
    }
    assertThat(ReadSets.dropped()).isGreaterThan(before);
    assertThat(ReadSets.elements(newest[0])).isEqualTo(newest);
  }

  @Test
  void setsOfMoreThanTwoAreThereToo() {
    SeenSets seen = new SeenSets();
    long three = seen.made(new long[] {0, word(1, 5, 9), word(2, 7, 9), word(3, 1, 9)});
    long two = seen.made(new long[] {0, word(1, 5, 9), word(2, 7, 9)});
    assertThat(ReadSets.elements(three))
        .containsExactly(three, word(1, 5, 9), word(2, 7, 9), word(3, 1, 9));
    assertThat(ReadSets.elements(two)).containsExactly(two, word(1, 5, 9), word(2, 7, 9));
    assertThat(ReadSets.holds(three)).isTrue();
    assertThat(ReadSets.elements(three + (1L << 40))).containsExactly(0);
  }
}
