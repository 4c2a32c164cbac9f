package guest;

import java.io.PrintStream;
import scala.collection.concurrent.TrieMap;
import scala.collection.immutable.List;
import scala.collection.immutable.List$;
import scala.collection.immutable.Vector;
import scala.collection.immutable.Vector$;
import scala.concurrent.Await;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.concurrent.Future$;
import scala.concurrent.duration.Duration;

/** Byte code of the Scala compiler. */
final class ScalaCollections implements Main.Guest {

  @Override
  public void run(PrintStream out) throws Exception {
    List<Object> list = List$.MODULE$.empty();
    for (int i = 0; i < 50; i++) {
      list = list.$colon$colon(i);
    }
    out.println(list.map(x -> (Integer) x * 2).filter(x -> x > 90).mkString(","));
    Vector<Object> vector = Vector$.MODULE$.empty();
    for (int i = 0; i < 2000; i++) {
      vector = (Vector<Object>) vector.$colon$plus(i);
    }
    out.println(vector.apply(1999) + " " + vector.hashCode());
    TrieMap<Integer, int[]> map = new TrieMap<>();
    ExecutionContext pool = ExecutionContext.global();
    Future<Integer> all = Future$.MODULE$.successful(0);
    for (int i = 0; i < 100; i++) {
      int key = i;
      Future<Integer> put =
          Future$.MODULE$.apply(
              () -> {
                map.put(key, new int[] {key});
                return key;
              },
              pool);
      all = all.flatMap(sum -> put.map(k -> sum + map.apply(k)[0], pool), pool);
    }
    out.println(Await.result(all, Duration.Inf()) + " " + map.size());
  }
}
