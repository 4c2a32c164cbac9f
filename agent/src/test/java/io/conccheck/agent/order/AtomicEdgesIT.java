package io.conccheck.agent.order;

import example.order.AtomicEdges;
import example.order.CollectionEdges;
import example.order.ComparedEdges;
import example.order.HandedEdges;
import example.order.HandleEdges;
import example.order.HarmlessEdges;
import example.order.InsideEdges;
import example.order.LateEdges;
import example.order.MapEdges;
import example.order.MemberEdges;
import example.order.ShownEdges;
import example.order.StreamEdges;
import example.order.UnitEdges;
import example.order.WalkEdges;
import io.conccheck.agent.testkit.Jdk;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Execution(ExecutionMode.CONCURRENT) // the programs mostly sleep
class AtomicEdgesIT {

  private static final String JDKS = "io.conccheck.agent.testkit.Jdk#all";

  @ParameterizedTest
  @MethodSource(JDKS)
  void atomicsAndHandles(Jdk jdk) throws Exception {
    Edges.check(AtomicEdges.class, jdk);
    Edges.check(AtomicEdges.class, jdk, Edges.compiled());
    Edges.check(HandleEdges.class, jdk);
    Edges.check(HandleEdges.class, jdk, Edges.compiled());
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void maps(Jdk jdk) throws Exception {
    Edges.check(MapEdges.class, jdk);
    Edges.check(MapEdges.class, jdk, Edges.compiled());
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void otherCollections(Jdk jdk) throws Exception {
    Edges.check(CollectionEdges.class, jdk);
    Edges.check(CollectionEdges.class, jdk, Edges.compiled());
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void elementsUpToTheirComingIn(Jdk jdk) throws Exception {
    Edges.check(LateEdges.class, jdk);
    Edges.check(LateEdges.class, jdk, Edges.compiled());
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void fieldsReachedByHandleAndReflection(Jdk jdk) throws Exception {
    Edges.check(MemberEdges.class, jdk);
    Edges.check(MemberEdges.class, jdk, Edges.compiled());
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void fieldsReachedByOffset(Jdk jdk) throws Exception {
    Edges.checkSource("example.order.OffsetEdges", jdk);
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void whatRunsInsideOfCollections(Jdk jdk) throws Exception {
    Edges.check(InsideEdges.class, jdk);
    Edges.check(InsideEdges.class, jdk, Edges.compiled());
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void whatCollectionsCompare(Jdk jdk) throws Exception {
    Edges.check(ComparedEdges.class, jdk);
    Edges.check(ComparedEdges.class, jdk, Edges.compiled());
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void objectsOfTheJdkAsUnits(Jdk jdk) throws Exception {
    Edges.check(List.of(UnitEdges.class, HandedEdges.class, WalkEdges.class), jdk);
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void objectsSeenByTextsAndStreams(Jdk jdk) throws Exception {
    Edges.check(ShownEdges.class, jdk);
    Edges.check(StreamEdges.class, jdk);
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void racesThatDoNoHarm(Jdk jdk) throws Exception {
    Edges.check(HarmlessEdges.class, jdk);
  }
}
