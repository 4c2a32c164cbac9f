package io.conccheck.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LockUsesTest {

  private final HeldLocks held = new HeldLocks();

  @BeforeAll
  static void begin() {
    LockUses.enabled = true;
  }

  @AfterAll
  static void end() {
    LockUses.enabled = false;
  }

  private void take(Object lock, int site) {
    held.asking();
    held.push(lock, Locks.MONITOR, site);
    held.popLast(lock, Locks.MONITOR);
  }

  @Test
  void everyAcquisitionIsCountedAndSomeAreTimed() {
    Object a = new Object();
    String b = "b";
    for (int i = 0; i < 10_000; i++) {
      take(a, 7);
      take(b, 7);
    }
    assertThat(held.uses().all())
        .hasSize(2)
        .allSatisfy(
            u -> {
              assertThat(u.acquisitions).isEqualTo(10_000);
              assertThat(u.timed).isBetween(150L, 300L);
              assertThat(u.held).isPositive();
            });
  }

  @Test
  void manyPlacesAreKeptApart() {
    Object a = new Object();
    for (int round = 0; round < 2; round++) {
      for (int site = 1; site <= 1000; site++) {
        take(a, site);
      }
    }
    assertThat(held.uses().all()).hasSize(1000).allMatch(u -> u.acquisitions == 2);
    assertThat(held.uses().all()).extracting(u -> u.site).doesNotHaveDuplicates();
  }

  @Test
  void whoHoldsItAlreadyTakesItNoSecondTime() {
    Object a = new Object();
    held.push(a, Locks.MONITOR, 7);
    held.push(a, Locks.MONITOR, 8);
    assertThat(held.uses().all()).singleElement().satisfies(u -> assertThat(u.site).isEqualTo(7));
  }

  @Test
  void waitsAndHoldsAreTimed() throws InterruptedException {
    Object a = new Object();
    held.asking();
    Thread.sleep(20);
    held.push(a, Locks.LOCK, 7);
    Thread.sleep(20);
    held.pop(a, Locks.LOCK);
    held.asking();
    held.gaveUp();
    Thread.sleep(20);
    held.push(a, Locks.LOCK, 7); // by a try, which does not wait
    assertThat(held.uses().all())
        .singleElement()
        .satisfies(
            u -> {
              assertThat(u.contended).isEqualTo(1);
              assertThat(u.waited).isGreaterThanOrEqualTo(20_000_000);
              assertThat(u.held).isGreaterThanOrEqualTo(20_000_000);
            });
  }

  @Test
  void permitsAreNoLocks() {
    held.push(new Object(), Locks.SEMAPHORE, 7);
    assertThat(held.uses().all()).isEmpty();
  }
}
