package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;

/**
 * Static counters by which classes of the JDK number or seed what they make: that two threads have
 * drawn from one is no order between them.
 */
@Model(
    type = {
      "java.lang.ThreadLocal",
      "java.lang.ClassValue",
      "java.lang.invoke.InnerClassLambdaMetafactory",
      "java.lang.invoke.MethodHandleProxies",
      "java.lang.reflect.Proxy$ProxyBuilder",
      "java.net.InetAddress$CachedAddresses",
      "java.net.InetAddress$CachedLookup",
      "java.nio.Bits",
      "java.util.Random",
      "java.util.SplittableRandom",
      "java.util.Timer",
      "java.util.concurrent.Executors$DefaultThreadFactory",
      "java.util.concurrent.ScheduledThreadPoolExecutor",
      "java.util.concurrent.ThreadLocalRandom",
      "java.util.logging.LogRecord",
      "jdk.internal.event.ThrowableTracer",
      "jdk.internal.misc.InnocuousThread",
      "jdk.internal.ref.CleanerImpl$InnocuousThreadFactory"
    },
    detectors = "race")
public final class HouseCountersModel {

  private HouseCountersModel() {}

  @BeforeCall(
      method = {"*", "<init>"},
      call = "java/util/concurrent/atomic/*")
  public static void drawing(Object self, Object counter) {
    Sync.silence(counter);
  }
}
