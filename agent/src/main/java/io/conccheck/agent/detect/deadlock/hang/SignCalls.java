package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.weave.pairs.CodeAhead;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;

/** Which methods of the JDK may end another thread's wait, or run code that nobody knows. */
final class SignCalls {

  private static final Set<String> SIGNS =
      Set.of(
          "notify",
          "notifyAll",
          "signal",
          "signalAll",
          "countDown",
          "reset",
          "exchange",
          "release",
          "releaseShared",
          "arrive",
          "arriveAndAwaitAdvance",
          "arriveAndDeregister",
          "register",
          "bulkRegister",
          "awaitAdvance",
          "forceTermination",
          "complete",
          "completeExceptionally",
          "completeAsync",
          "obtrudeValue",
          "cancel",
          "obtrudeException",
          "orTimeout",
          "completeOnTimeout",
          "quietlyComplete",
          "quietlyCompleteRoot",
          "tryComplete",
          "propagateCompletion",
          "request", // of a subscription: its publisher has room again
          "setCorePoolSize",
          "setMaximumPoolSize",
          "prestartCoreThread",
          "prestartAllCoreThreads",
          "run",
          "runAsync",
          "supplyAsync",
          "thenRunAsync",
          "submit",
          "execute",
          "invokeAll",
          "invokeAny",
          "schedule",
          "scheduleAtFixedRate",
          "scheduleWithFixedDelay",
          "start",
          "startVirtualThread",
          "unstarted",
          "interrupt",
          "shutdown",
          "shutdownNow",
          "close",
          "unpark",
          "fork",
          "invoke",
          "call",
          "unlock",
          "unlockRead",
          "unlockWrite",
          "write",
          "flush",
          "gc", // the actions of cleaners follow
          "newInstance",
          "invokeExact",
          "invokeWithArguments");

  /** They call listeners of the program. */
  private static final Set<String> EVENTS =
      Set.of(
          "notifyObservers",
          "firePropertyChange",
          "fireIndexedPropertyChange",
          "fireVetoableChange",
          "sendNotification",
          "dispatchEvent",
          "postEvent",
          "invokeLater",
          "invokeAndWait",
          "uncaughtException");

  /** Of queues, where they may be what somebody waits for. */
  private static final Set<String> OF_QUEUES =
      Set.of(
          "put",
          "offer",
          "add",
          "addAll",
          "addFirst",
          "addLast",
          "offerFirst",
          "offerLast",
          "push",
          "putFirst",
          "putLast",
          "transfer",
          "tryTransfer",
          "take",
          "poll",
          "remove",
          "removeIf",
          "removeAll",
          "removeFirst",
          "removeLast",
          "retainAll",
          "clear",
          "drainTo",
          "takeFirst",
          "takeLast",
          "pollFirst",
          "pollLast",
          "pop",
          "await");

  private static final Set<String> WITHOUT_OWNER =
      Set.of(
          "java/util/concurrent/Semaphore",
          "java/util/concurrent/locks/StampedLock",
          "java/util/concurrent/locks/AbstractQueuedSynchronizer",
          "java/util/concurrent/locks/AbstractQueuedLongSynchronizer");

  private SignCalls() {}

  static boolean isJdk(String type) {
    return type.startsWith("java/")
        || type.startsWith("javax/")
        || type.startsWith("jdk/")
        || type.startsWith("sun/")
        || type.startsWith("[");
  }

  /** The class above that one; {@code java/lang/Object} for an interface. */
  static String superOf(byte[] type) {
    String above = new ClassReader(type).getSuperName();
    return above == null ? "java/lang/Object" : above;
  }

  /** True if a call of a method of the JDK may give a sign, or run what the program handed in. */
  static boolean mayGive(CodeAhead.Call c) {
    String owner = c.owner();
    boolean queues =
        owner.startsWith("java/util/concurrent/")
            || owner.equals("java/util/Queue")
            || owner.equals("java/util/Deque")
            || owner.equals("java/util/Collection")
            || owner.equals("java/util/Iterator");
    boolean pipes = owner.startsWith("java/io/") && c.name().startsWith("read");
    return SIGNS.contains(c.name())
        || EVENTS.contains(c.name())
        || pipes
        || queues && OF_QUEUES.contains(c.name())
        || owner.startsWith("java/util/function/")
        || owner.startsWith("java/lang/reflect/") && c.name().equals("invoke");
  }

  /** True if the call runs what the program handed to whoever makes it. */
  static boolean runsAny(CodeAhead.Call c) {
    String owner = c.owner();
    return owner.startsWith("java/util/function/")
        || owner.startsWith("java/lang/reflect/") && c.name().equals("invoke")
        || owner.startsWith("java/lang/invoke/Me")
        || owner.equals("java/lang/Runnable")
        || owner.equals("java/util/concurrent/Callable")
        || owner.equals("java/lang/AutoCloseable")
        || owner.equals("java/io/Closeable");
  }

  /** True if the call gives back what any thread may have taken. */
  static boolean givesBack(CodeAhead.Call c) {
    String name = c.name();
    boolean gives =
        name.startsWith("release") || name.startsWith("unlock") || name.startsWith("tryUnlock");
    return gives && WITHOUT_OWNER.contains(c.owner());
  }

  /** True for frames of the JDK in which nothing follows once the program's code has returned. */
  static boolean isFrame(String type) {
    return type.equals("java.lang.Thread")
        || type.equals("java.lang.VirtualThread")
        || type.startsWith("java.lang.Thread$")
        || type.startsWith("java.lang.VirtualThread$")
        || type.startsWith("java.lang.reflect.")
        || type.startsWith("jdk.internal.");
  }
}
