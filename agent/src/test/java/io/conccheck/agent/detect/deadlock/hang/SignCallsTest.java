package io.conccheck.agent.detect.deadlock.hang;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.agent.weave.pairs.CodeAhead;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which calls of the JDK end another thread's wait. */
class SignCallsTest {

  @ParameterizedTest
  @CsvSource({
    "java/util/concurrent/CountDownLatch, countDown, true",
    "java/io/PipedInputStream, read, true", // the writer has room again
    "java/io/BufferedReader, readLine, true",
    "java/util/concurrent/Flow$Subscription, request, true",
    "java/util/concurrent/CompletableFuture, orTimeout, true",
    "java/util/concurrent/CompletableFuture, completeOnTimeout, true",
    "java/util/concurrent/ForkJoinTask, quietlyComplete, true",
    "java/lang/System, gc, true", // a cleaner may give the sign
    "java/util/concurrent/ThreadPoolExecutor, setCorePoolSize, true",
    "java/util/Observable, notifyObservers, true",
    "java/beans/PropertyChangeSupport, firePropertyChange, true",
    "java/util/concurrent/ArrayBlockingQueue, removeIf, true",
    "java/util/Iterator, remove, true", // of a queue that was full
    "java/util/Iterator, next, false",
    "java/util/ArrayList, removeIf, false",
    "java/lang/Thread, sleep, false",
    "java/io/PrintStream, println, false",
    "java/util/concurrent/CountDownLatch, getCount, false",
  })
  void callsThatMayEndAWait(String owner, String name, boolean may) {
    assertThat(SignCalls.mayGive(new CodeAhead.Call(owner, name, "()V"))).isEqualTo(may);
  }
}
