package io.conccheck.agent.order;

import example.order.BarrierEdges;
import example.order.ChannelEdges;
import example.order.FinalEdges;
import example.order.FinalizerEdges;
import example.order.ForkEdges;
import example.order.HandlerEdges;
import example.order.HouseEdges;
import example.order.LateStageEdges;
import example.order.LayerEdges;
import example.order.LoaderEdges;
import example.order.MeanwhileEdges;
import example.order.MiddleEdges;
import example.order.PipeEdges;
import example.order.QueueEdges;
import example.order.StageEdges;
import example.order.TaskEdges;
import example.order.ThreadEdges;
import io.conccheck.agent.testkit.Jdk;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Execution(ExecutionMode.CONCURRENT) // the programs mostly sleep
class TaskEdgesIT {

  private static final String JDKS = "io.conccheck.agent.testkit.Jdk#all";

  @ParameterizedTest
  @MethodSource(JDKS)
  void threads(Jdk jdk) throws Exception {
    Edges.check(ThreadEdges.class, jdk);
    Edges.check(ThreadEdges.class, jdk, Edges.compiled());
  }

  static List<Jdk> withScopes() {
    return Jdk.from(25);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("withScopes")
  void virtualThreadsAndScopes(Jdk jdk) throws Exception {
    Edges.checkSource("example.order.VirtualEdges", jdk);
    Edges.checkSource("example.order.VirtualEdges", jdk, Edges.compiled());
    Edges.checkSource("example.order.SegmentEdges", jdk);
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void finalFields(Jdk jdk) throws Exception {
    Edges.check(FinalEdges.class, jdk);
    Edges.check(FinalEdges.class, jdk, Edges.compiled());
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void finalizers(Jdk jdk) throws Exception {
    Edges.check(FinalizerEdges.class, jdk);
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void whatTheJdkDoesInside(Jdk jdk) throws Exception {
    Edges.check(HouseEdges.class, jdk);
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void publishersCompletersAndCleaners(Jdk jdk) throws Exception {
    Edges.check(PipeEdges.class, jdk);
    Edges.check(PipeEdges.class, jdk, Edges.compiled());
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void executorsAndLatches(Jdk jdk) throws Exception {
    Edges.check(TaskEdges.class, jdk);
    Edges.check(TaskEdges.class, jdk, Edges.compiled());
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void barriersPhasersAndExchangers(Jdk jdk) throws Exception {
    Edges.check(BarrierEdges.class, jdk);
    Edges.check(BarrierEdges.class, jdk, Edges.compiled());
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void asynchronousSockets(Jdk jdk) throws Exception {
    Edges.check(ChannelEdges.class, jdk);
    Edges.check(ChannelEdges.class, jdk, Edges.compiled());
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void queues(Jdk jdk) throws Exception {
    Edges.check(QueueEdges.class, jdk);
    Edges.check(QueueEdges.class, jdk, Edges.compiled());
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void forkAndJoin(Jdk jdk) throws Exception {
    Edges.check(ForkEdges.class, jdk);
    Edges.check(ForkEdges.class, jdk, Edges.compiled());
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void whatComesInTheMiddle(Jdk jdk) throws Exception {
    Edges.check(MiddleEdges.class, jdk);
    Edges.check(MiddleEdges.class, jdk, Edges.compiled());
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void whatOthersDoMeanwhile(Jdk jdk) throws Exception {
    Edges.check(MeanwhileEdges.class, jdk);
    Edges.check(MeanwhileEdges.class, jdk, Edges.compiled());
  }

  static List<Jdk> withLockedFormatters() {
    return Jdk.all().stream().filter(j -> j.version() < 24).toList();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("withLockedFormatters")
  void formattersBelowHandlers(Jdk jdk) throws Exception {
    Edges.check(HandlerEdges.class, jdk);
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void completableFutures(Jdk jdk) throws Exception {
    Edges.check(StageEdges.class, jdk);
    Edges.check(StageEdges.class, jdk, Edges.compiled());
    Edges.check(LateStageEdges.class, jdk);
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void whatTheJdkCallsUnderItsLocks(Jdk jdk) throws Exception {
    Edges.check(LayerEdges.class, jdk);
    Edges.check(LoaderEdges.class, jdk);
  }
}
