package io.conccheck.cli.launch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that INT, TERM and HUP reach the program exactly once. A terminal sends them to the
 * whole group, and so the program has got them already; {@code kill} sends them to us alone, and so
 * they are passed on. A {@link Canary} tells which it was. Signals that come within one window
 * count as one, as pending signals do: {@code timeout} sends to us and then to the group.
 *
 * <p>The signal handlers only put into the queue; one thread does the rest.
 */
final class SignalRelay implements AutoCloseable {

  private enum Kind {
    INT(2),
    TERM(15),
    HUP(1),
    /** Not a signal: the end of the relay. */
    NONE(0);

    final int number;

    Kind(int number) {
      this.number = number;
    }
  }

  private static final long WINDOW_MILLIS = 60;

  private final BlockingQueue<Kind> arrived = new LinkedBlockingQueue<>();
  private final Canary canary; // used by the relay thread alone once that runs; null if none
  private final Thread thread = new Thread(this::relay, "signal-relay");
  private final List<Runnable> restore = new ArrayList<>(); // by the maker alone
  private Process program; // written before the thread starts

  private SignalRelay(Canary canary) {
    this.canary = canary;
  }

  /** Catches the signals from now on. They wait until {@link #relayTo} names the program. */
  static SignalRelay install() {
    SignalRelay relay = new SignalRelay(Canary.start());
    for (Kind kind : EnumSet.complementOf(EnumSet.of(Kind.NONE))) {
      relay.restore.add(OsSignal.handle(kind.name(), () -> relay.arrived.add(kind)));
    }
    return relay;
  }

  void relayTo(Process started) {
    program = started;
    thread.setDaemon(true);
    thread.start();
  }

  private void relay() {
    try {
      for (Kind kind = arrived.take(); kind != Kind.NONE; kind = arrived.take()) {
        Set<Kind> batch = EnumSet.of(kind);
        TimeUnit.MILLISECONDS.sleep(WINDOW_MILLIS);
        arrived.drainTo(batch);
        boolean ended = batch.remove(Kind.NONE);
        if (!groupGot(batch)) {
          batch.forEach(this::send);
        }
        if (ended) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean groupGot(Set<Kind> batch) {
    boolean got = false;
    for (Kind kind : batch) {
      got |=
          canary == null ? kind == Kind.INT && System.console() != null : canary.got(kind.number);
    }
    return got;
  }

  private void send(Kind kind) {
    if (!program.isAlive()) {
      return;
    }
    try {
      String[] kill = {"kill", "-s", kind.name(), String.valueOf(program.pid())};
      int code = new ProcessBuilder(kill).redirectErrorStream(true).inheritIO().start().waitFor();
      if (code != 0 && program.isAlive()) {
        program.destroy();
      }
    } catch (IOException e) {
      program.destroy(); // no kill command: TERM is the only signal the JDK can send
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the relay. From then on signals end this process, as they usually do. */
  @Override
  public void close() {
    restore.forEach(Runnable::run);
    arrived.add(Kind.NONE);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (canary != null) {
      canary.close();
    }
  }
}
