package io.conccheck.agent.order;

import example.order.AtomicEdges;
import example.order.CollectionEdges;
import example.order.MapEdges;
import io.conccheck.agent.testkit.Jdk;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AtomicEdgesIT {

  private static final String JDKS = "io.conccheck.agent.testkit.Jdk#all";

  @ParameterizedTest
  @MethodSource(JDKS)
  void atomicsAndHandles(Jdk jdk) throws Exception {
    Edges.check(AtomicEdges.class, jdk);
    Edges.check(AtomicEdges.class, jdk, Edges.compiled());
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
}
