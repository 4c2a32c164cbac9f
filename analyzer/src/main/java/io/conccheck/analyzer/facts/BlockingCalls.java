package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.expr.MethodCallExpr;
import io.conccheck.analyzer.types.Target;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import java.util.List;
import java.util.Map;

/** JDK methods that wait for something other than a lock, and what they wait for. */
final class BlockingCalls {

  private record Entry(String type, int arguments, String why) {}

  private static final int ANY = -1;

  private static final Map<String, List<Entry>> TABLE =
      Map.ofEntries(
          Map.entry("sleep", List.of(on("java.lang.Thread"), on("java.util.concurrent.TimeUnit"))),
          Map.entry(
              "join",
              List.of(
                  on("java.lang.Thread"),
                  on("java.util.concurrent.CompletableFuture"),
                  on("java.util.concurrent.ForkJoinTask"))),
          Map.entry("get", List.of(on("java.util.concurrent.Future"))),
          Map.entry("invokeAll", List.of(on("java.util.concurrent.ExecutorService"))),
          Map.entry("invokeAny", List.of(on("java.util.concurrent.ExecutorService"))),
          Map.entry("awaitTermination", List.of(on("java.util.concurrent.ExecutorService"))),
          Map.entry(
              "take",
              List.of(
                  on("java.util.concurrent.BlockingQueue"),
                  on("java.util.concurrent.BlockingDeque"),
                  on("java.util.concurrent.CompletionService"))),
          Map.entry("put", List.of(on("java.util.concurrent.BlockingQueue"))),
          Map.entry("poll", List.of(new Entry("java.util.concurrent.BlockingQueue", 2, null))),
          Map.entry("offer", List.of(new Entry("java.util.concurrent.BlockingQueue", 3, null))),
          Map.entry("transfer", List.of(on("java.util.concurrent.TransferQueue"))),
          Map.entry(
              "await",
              List.of(
                  on("java.util.concurrent.CountDownLatch"),
                  on("java.util.concurrent.CyclicBarrier"))),
          Map.entry("arriveAndAwaitAdvance", List.of(on("java.util.concurrent.Phaser"))),
          Map.entry("awaitAdvance", List.of(on("java.util.concurrent.Phaser"))),
          Map.entry("exchange", List.of(on("java.util.concurrent.Exchanger"))),
          Map.entry("acquire", List.of(on("java.util.concurrent.Semaphore"))),
          Map.entry("waitFor", List.of(on("java.lang.Process"))),
          Map.entry("accept", List.of(on("java.net.ServerSocket"))),
          Map.entry("connect", List.of(on("java.net.Socket"))),
          Map.entry("receive", List.of(on("java.net.DatagramSocket"))),
          Map.entry("select", List.of(on("java.nio.channels.Selector"))),
          Map.entry("send", List.of(on("java.net.http.HttpClient"))),
          Map.entry("getInputStream", List.of(on("java.net.URLConnection"))),
          Map.entry("getResponseCode", List.of(on("java.net.HttpURLConnection"))),
          Map.entry("openStream", List.of(on("java.net.URL"))),
          Map.entry("executeQuery", List.of(on("java.sql.Statement"))),
          Map.entry("executeUpdate", List.of(on("java.sql.Statement"))));

  private static Entry on(String type) {
    return new Entry(type, ANY, null);
  }

  private final Types types;

  BlockingCalls(Types types) {
    this.types = types;
  }

  /** What the call may wait for ({@code Future.get}), or null if it does not wait. */
  String of(MethodCallExpr call) {
    List<Entry> entries = TABLE.get(call.getNameAsString());
    if (entries == null) {
      return null;
    }
    for (Entry e : entries) {
      boolean count = e.arguments == ANY || e.arguments == call.getArguments().size();
      if (count && types.isCall(call, e.type)) {
        Target target = types.target(call);
        boolean own =
            target != null
                && types.find(target.owner()) != null
                && types.find(target.owner()).fromSource();
        return own ? null : TypeRef.of(e.type).simpleName() + "." + call.getNameAsString();
      }
    }
    return null;
  }
}
