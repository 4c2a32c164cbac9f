package io.conccheck.agent.detect.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdleTest {

  private static final String PARK = "java.util.concurrent.locks.LockSupport.park";

  /** A stack, innermost method first. */
  private static StackTraceElement[] stack(String... methods) {
    List<StackTraceElement> stack = new ArrayList<>();
    for (String m : methods) {
      int dot = m.lastIndexOf('.');
      stack.add(new StackTraceElement(m.substring(0, dot), m.substring(dot + 1), "X.java", 1));
    }
    return stack.toArray(new StackTraceElement[0]);
  }

  @Test
  void anEventLoopThatWaitsForWorkIsIdleWhoeverMadeItsThread() {
    assertThat(
            Idle.isBusy(
                stack(
                    PARK,
                    "java.util.concurrent.LinkedBlockingQueue.take",
                    "io.netty.util.concurrent.SingleThreadEventExecutor.takeTask",
                    "io.netty.util.concurrent.FastThreadLocalRunnable.run",
                    "com.acme.Threads.lambda$newThread$0",
                    "java.lang.Thread.run"),
                Kind.EVENT_LOOP))
        .isFalse();
  }

  @Test
  void aHandlerThatWaitsIsNotAlsoThroughAMethodOfTheFramework() {
    assertThat(
            Idle.isBusy(
                stack(
                    "java.lang.Object.wait",
                    "io.netty.util.concurrent.DefaultPromise.await",
                    "com.acme.Handler.channelRead",
                    "io.netty.channel.AbstractChannelHandlerContext.invokeChannelRead",
                    "java.lang.Thread.run"),
                Kind.EVENT_LOOP))
        .isTrue();
  }

  @Test
  void aLockThatOthersHoldForAMomentIsNoWait() {
    assertThat(
            Idle.isBusy(
                stack(
                    PARK,
                    "java.util.concurrent.locks.AbstractQueuedSynchronizer.acquire",
                    "java.util.concurrent.locks.ReentrantLock.lock",
                    "com.acme.Handler.channelRead",
                    "io.netty.channel.AbstractChannelHandlerContext.invokeChannelRead"),
                Kind.EVENT_LOOP))
        .isFalse();
  }

  @Test
  void aPoolThatMakesUpForTheWaitIsNotBlocked() {
    assertThat(
            Idle.isBusy(
                stack(
                    PARK,
                    "java.util.concurrent.ForkJoinPool.managedBlock",
                    "java.util.concurrent.CompletableFuture.get",
                    "com.acme.Page.load",
                    "java.util.concurrent.ForkJoinTask.doExec"),
                Kind.COMMON_POOL))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "*,anything,true",
    "loop-*,loop-1,true",
    "loop-*,my-loop-1,false",
    "*loop*1,my-loop-1,true",
    "loop,loop,true",
    "loop,loop-1,false"
  })
  void patternsOfNames(String pattern, String name, boolean yes) {
    assertThat(NonBlocking.matches(pattern, 0, name, 0)).isEqualTo(yes);
  }
}
