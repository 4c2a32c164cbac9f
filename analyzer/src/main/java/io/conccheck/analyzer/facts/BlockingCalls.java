package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.IfStmt;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Target;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
          Map.entry("readString", List.of(on("java.nio.file.Files"))),
          Map.entry("readAllBytes", List.of(on("java.nio.file.Files"))),
          Map.entry("readAllLines", List.of(on("java.nio.file.Files"))),
          Map.entry("writeString", List.of(on("java.nio.file.Files"))),
          Map.entry("copy", List.of(on("java.nio.file.Files"))),
          Map.entry("executeQuery", List.of(on("java.sql.Statement"))),
          Map.entry("executeUpdate", List.of(on("java.sql.Statement"))));

  private static Entry on(String type) {
    return new Entry(type, ANY, null);
  }

  private static final Set<String> READS =
      Set.of("read", "readLine", "readAllBytes", "readObject", "readUTF", "readInt", "readFully");

  private static final int DEEPEST = 4;

  private final Types types;
  private final BodyKeys keys;

  BlockingCalls(Types types, BodyKeys keys) {
    this.types = types;
    this.keys = keys;
  }

  /** What the call may wait for ({@code Future.get}), or null if it does not wait. */
  String of(MethodCallExpr call) {
    if (READS.contains(call.getNameAsString())
        && call.getScope().isPresent()
        && isFromSocket(call.getScope().get(), 0)) {
      return "Socket.getInputStream()." + call.getNameAsString();
    }
    List<Entry> entries = TABLE.getOrDefault(call.getNameAsString(), List.of());
    for (Entry e : entries) {
      boolean count = e.arguments == ANY || e.arguments == call.getArguments().size();
      if (count && types.isCall(call, e.type)) {
        Target target = types.target(call);
        boolean own =
            target != null
                && types.find(target.owner()) != null
                && types.find(target.owner()).fromSource();
        return own || isDone(call)
            ? null
            : TypeRef.of(e.type).simpleName() + "." + call.getNameAsString();
      }
    }
    return null;
  }

  /** {@code f.isDone() && f.join() != null}, {@code if (f.isDone()) use(f.get())}. */
  private static boolean isDone(MethodCallExpr call) {
    boolean result = Set.of("get", "join", "resultNow").contains(call.getNameAsString());
    Expression future = call.getScope().orElse(null);
    Node child = call;
    for (Node up = result && future != null ? Tree.parent(call) : null;
        up != null && !Tree.isBody(up);
        up = Tree.parent(up)) {
      boolean behind =
          up instanceof BinaryExpr b
                  && b.getOperator() == BinaryExpr.Operator.AND
                  && b.getRight() == child
                  && asks(b.getLeft(), future)
              || up instanceof ConditionalExpr c
                  && c.getThenExpr() == child
                  && asks(c.getCondition(), future)
              || up instanceof IfStmt i
                  && i.getThenStmt() == child
                  && asks(i.getCondition(), future);
      if (behind) {
        return true;
      }
      child = up;
    }
    return false;
  }

  private static boolean asks(Expression raw, Expression future) {
    Expression e = Types.bare(raw);
    if (e instanceof BinaryExpr b && b.getOperator() == BinaryExpr.Operator.AND) {
      return asks(b.getLeft(), future) || asks(b.getRight(), future);
    }
    return e instanceof MethodCallExpr c
        && c.getNameAsString().equals("isDone")
        && c.getScope().map(future::equals).orElse(false);
  }

  /** What another machine sends comes when it likes, through however many wrappers. */
  private boolean isFromSocket(Expression raw, int depth) {
    Expression e = Types.bare(raw);
    if (depth == DEEPEST) {
      return false;
    } else if (e instanceof MethodCallExpr c) {
      return c.getNameAsString().equals("getInputStream") && types.isCall(c, "java.net.Socket");
    } else if (e instanceof ObjectCreationExpr o) {
      return o.getArguments().stream().anyMatch(a -> isFromSocket(a, depth + 1));
    }
    Meaning m = types.meaning(e);
    Expression value = null;
    if (m != null && m.isField()) {
      value = keys.assigned(m.field().symbol());
    } else if (m != null && m.local() instanceof VariableDeclarator v) {
      value = v.getInitializer().orElse(null);
    }
    return value != null && isFromSocket(value, depth + 1);
  }
}
