package io.conccheck.agent.detect.queue;

import com.google.auto.service.AutoService;
import io.conccheck.agent.boot.QueueEvents;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.spi.AgentContext;
import io.conccheck.agent.spi.Detector;
import io.conccheck.agent.spi.Exit;
import io.conccheck.agent.spi.Ticker;

/** Queues that only grow, and consumers that wait for producers which have all ended. */
@AutoService(Detector.class)
public final class QueueDetector extends QueueEvents implements Detector {

  private static final long LOOK_MILLIS = 500;

  private final Queues queues = new Queues();
  private Growing growing; // set before the first event, as is the rest
  private Strandings strandings;
  private Ticker ticker;
  private boolean ticking; // guarded by this

  @Override
  public String name() {
    return "queue";
  }

  @Override
  public void start(AgentContext context) {
    context.open("java.util.concurrent");
    ticker = context.ticker();
    growing = new Growing(queues, context.reports());
    strandings = new Strandings(queues, context.reports(), context.on("deadlock"));
    sink = this;
  }

  @Override
  public void putting(Object queue) {
    queues.of(queue).producer(Threads.current().info);
    startTicking();
  }

  @Override
  public void polling(Object queue) {
    queues.polled(queue);
  }

  private synchronized void startTicking() {
    if (!ticking) {
      ticking = true;
      ticker.every(
          LOOK_MILLIS,
          "the look at queues",
          new Runnable() {
            @Override
            public void run() {
              growing.look();
              strandings.look();
            }
          });
    }
  }

  @Override
  public void exiting(Exit phase) {
    if (phase == Exit.BEGIN || phase == Exit.HALT) {
      growing.atEnd();
    }
  }
}
