package io.conccheck.agent.order;

import example.order.InitEdges;
import example.order.LockEdges;
import example.order.MonitorEdges;
import example.order.StampedEdges;
import example.order.StateEdges;
import example.order.SynchronizerEdges;
import io.conccheck.agent.testkit.Jdk;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Execution(ExecutionMode.CONCURRENT) // the programs mostly sleep
class LockEdgesIT {

  private static final String JDKS = "io.conccheck.agent.testkit.Jdk#all";

  @ParameterizedTest
  @MethodSource(JDKS)
  void monitors(Jdk jdk) throws Exception {
    Edges.check(MonitorEdges.class, jdk);
    Edges.check(MonitorEdges.class, jdk, Edges.compiled());
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void classInitialisers(Jdk jdk) throws Exception {
    Edges.check(InitEdges.class, jdk);
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void locksConditionsAndSemaphores(Jdk jdk) throws Exception {
    List<Class<?>> programs = List.of(LockEdges.class, StateEdges.class);
    Edges.check(programs, jdk);
    Edges.check(programs, jdk, Edges.compiled());
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void stampedLocks(Jdk jdk) throws Exception {
    Edges.check(StampedEdges.class, jdk);
    Edges.check(StampedEdges.class, jdk, Edges.compiled());
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void ownSynchronizers(Jdk jdk) throws Exception {
    Edges.check(SynchronizerEdges.class, jdk);
    Edges.check(SynchronizerEdges.class, jdk, Edges.compiled());
  }
}
