package guest;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.Deferred;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.GlobalScope;
import kotlinx.coroutines.channels.Channel;
import kotlinx.coroutines.channels.ChannelKt;
import kotlinx.coroutines.channels.ChannelsKt;

/** Byte code of the Kotlin compiler, with many threads in it. */
final class Coroutines implements Main.Guest {

  private static final int ROUNDS = 200;

  @Override
  public void run(PrintStream out) throws Exception {
    AtomicInteger sum = new AtomicInteger();
    @SuppressWarnings("unchecked")
    Deferred<Integer>[] parts = new Deferred[8];
    int[][] cells = new int[parts.length][1];
    for (int p = 0; p < parts.length; p++) {
      int part = p;
      parts[p] =
          BuildersKt.async(
              GlobalScope.INSTANCE,
              Dispatchers.getDefault(),
              CoroutineStart.DEFAULT,
              (scope, next) -> {
                for (int i = 0; i < ROUNDS; i++) {
                  sum.incrementAndGet();
                  cells[part][0]++;
                }
                return cells[part][0];
              });
    }
    int total = 0;
    for (Deferred<Integer> d : parts) {
      total +=
          (Integer)
              BuildersKt.runBlocking(
                  EmptyCoroutineContext.INSTANCE, (scope, next) -> d.await(next));
    }
    out.println(total + " " + sum.get());
    Channel<int[]> channel =
        ChannelKt.Channel(4, kotlinx.coroutines.channels.BufferOverflow.SUSPEND, null);
    Thread sender =
        new Thread(
            () -> {
              for (int i = 0; i < ROUNDS; i++) {
                ChannelsKt.trySendBlocking(channel, new int[] {i});
              }
              channel.close(null);
            });
    sender.start();
    int received = 0;
    for (int i = 0; i < ROUNDS; i++) {
      received +=
          ((int[])
                  BuildersKt.runBlocking(
                      EmptyCoroutineContext.INSTANCE, (scope, next) -> channel.receive(next)))
              [0];
    }
    sender.join();
    out.println(received);
  }
}
