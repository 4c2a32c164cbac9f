package io.conccheck.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SyncVarTest {

  private static Clock clock(int... base) {
    return new Clock(new VectorTime(base, null), 0, 0, null);
  }

  @Test
  void whatFailedIsTakenBack() {
    SyncVar v = new SyncVar();
    v.add(clock(0, 1));
    v.addTentatively(clock(0, 1, 2)).undo();
    assertThat(v.clock().at(1)).isEqualTo(1);
    assertThat(v.clock().at(2)).isZero();
  }

  /** The other thread has told nothing new, for the one that failed knew it. */
  @Test
  void whatOthersReleasedMeanwhileStays() {
    SyncVar v = new SyncVar();
    SyncVar.Tentative failing = v.addTentatively(clock(0, 1, 2));
    v.add(clock(0, 1));
    failing.undo();
    assertThat(v.clock().at(1)).isEqualTo(1);
  }

  @Test
  void whatOthersDidTentativelyMeanwhileStaysIfTheySucceed() {
    SyncVar v = new SyncVar();
    SyncVar.Tentative failing = v.addTentatively(clock(0, 1, 2));
    v.addTentatively(clock(0, 1));
    failing.undo();
    assertThat(v.clock().at(1)).isEqualTo(1);
  }
}
