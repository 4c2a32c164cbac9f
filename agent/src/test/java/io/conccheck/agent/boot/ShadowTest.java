package io.conccheck.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShadowTest {

  private final int tidLimit = Tids.tidLimit;
  private final int clockLimit = Tids.clockLimit;
  private final List<Integer> races = new ArrayList<>();
  private long w;
  private long r;

  @BeforeEach
  void listen() {
    Tids.reset();
    RaceEvents.sink =
        new RaceEvents() {
          @Override
          public void race(
              int kind, long earlier, ThreadState ts, int site, Object owner, int variable) {
            races.add(kind);
          }
        };
  }

  @AfterEach
  void restore() {
    RaceEvents.sink = null;
    Tids.tidLimit = tidLimit;
    Tids.clockLimit = clockLimit;
  }

  private static ThreadState thread(Clock start) {
    ThreadState ts =
        new ThreadState(null, new ThreadInfo(System.nanoTime(), "t", false, null, null, 0));
    ts.acquire(start);
    Tids.assign(ts, start);
    return ts;
  }

  private void read(ThreadState ts) {
    r = Shadow.read(ts, w, r, 1, null, 0);
  }

  private void write(ThreadState ts) {
    long now = Shadow.write(ts, w, r, 1, null, 0);
    if (now != 0) {
      w = now;
      r = now;
    }
  }

  @Test
  void unorderedWritesRace() {
    write(thread(null));
    write(thread(null));
    assertThat(races).containsExactly(RaceEvents.WRITE_WRITE);
  }

  @Test
  void aReleaseAcquiredInBetweenOrders() {
    ThreadState a = thread(null);
    ThreadState b = thread(null);
    write(a);
    b.acquire(a.release());
    write(b);
    read(b);
    assertThat(races).isEmpty();
    write(a);
    assertThat(races).containsExactly(RaceEvents.WRITE_WRITE);
  }

  @Test
  void whatFollowsTheReleaseIsNotOrdered() {
    ThreadState a = thread(null);
    ThreadState b = thread(null);
    Clock released = a.release();
    write(a);
    b.acquire(released);
    read(b);
    assertThat(races).containsExactly(RaceEvents.WRITE_READ);
  }

  @Test
  void aWriteIsHeldAgainstEveryOneOfManyReaders() {
    ThreadState[] readers = new ThreadState[5];
    ThreadState writer = thread(null);
    for (int i = 0; i < readers.length; i++) {
      readers[i] = thread(null);
      read(readers[i]);
      read(readers[i]);
    }
    for (int i = 1; i < readers.length; i++) {
      writer.acquire(readers[i].release());
    }
    write(writer);
    assertThat(races).containsExactly(RaceEvents.READ_WRITE);
  }

  @Test
  void aWriteAfterAllReadersIsOrdered() {
    ThreadState writer = thread(null);
    for (int i = 0; i < 5; i++) {
      ThreadState reader = thread(null);
      read(reader);
      writer.acquire(reader.release());
    }
    write(writer);
    assertThat(races).isEmpty();
  }

  @Test
  void aClockThatRunsOutGoesOnUnderANewIdAndStaysOrdered() {
    ThreadState a = thread(null);
    ThreadState b = thread(null);
    Tids.clockLimit = Math.max(a.time(), b.time()) + 10;
    int firstTid = a.tid();
    write(a);
    for (int i = 0; i < 100; i++) {
      read(a);
      write(a);
      b.acquire(a.release());
      read(b);
      a.acquire(b.release());
    }
    assertThat(races).isEmpty();
    assertThat(a.tid()).isNotEqualTo(firstTid).isNotZero();
    read(b);
    write(a);
    assertThat(races).containsExactly(RaceEvents.READ_WRITE);
  }

  @Test
  void whenIdsRunOutRacesMayBeMissedButNoneIsInvented() {
    Tids.tidLimit = 3;
    Clock all = null;
    for (int i = 0; i < 200; i++) {
      ThreadState t = thread(all);
      write(t);
      read(t);
      all = Clock.join(all, t.release());
      Tids.retire(t);
    }
    ThreadState[] alive = new ThreadState[8];
    for (int i = 0; i < alive.length; i++) {
      alive[i] = thread(all);
    }
    for (ThreadState t : alive) {
      t.acquire(all);
      write(t);
      all = Clock.join(all, t.release());
    }
    assertThat(races).isEmpty();
  }

  @Test
  void theIdOfAnEndedThreadIsTakenUpByWhoeverSawItsEnd() {
    ThreadState old = thread(null);
    int tid = old.tid();
    write(old);
    Clock end = old.snapshot();
    Tids.retire(old);
    ThreadState fresh = thread(end);
    assertThat(fresh.tid()).isEqualTo(tid);
    write(fresh);
    assertThat(races).isEmpty();
    read(thread(null));
    assertThat(races).containsExactly(RaceEvents.WRITE_READ);
  }
}
