package io.conccheck.analyzer.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LaterJdkTest {

  private final ClassIndex index = new ClassIndex(List.of(new LaterJdk(new JdkClasses())));

  @Test
  void knowsMethodsThatCameAfter17() {
    MethodInfo perTask =
        index
            .find("java.util.concurrent.Executors")
            .methods()
            .get("newVirtualThreadPerTaskExecutor")
            .get(0);
    assertThat(perTask.returns().name()).isEqualTo("java.util.concurrent.ExecutorService");
    assertThat(perTask.isStatic()).isTrue();
    ClassInfo virtual = index.find("java.lang.Thread$Builder$OfVirtual");
    assertThat(virtual.isInterface()).isTrue();
    assertThat(virtual.outer()).isEqualTo("java.lang.Thread$Builder");
    assertThat(index.find("java.lang.Thread").memberClasses()).containsKey("Builder");
  }

  @Test
  void anExecutorServiceIsCloseableAndAListSequenced() {
    assertThat(index.isSubclass("java.util.concurrent.ExecutorService", "java.lang.AutoCloseable"))
        .isEqualTo(Answer.YES);
    assertThat(index.isSubclass("java.util.ArrayList", "java.util.SequencedCollection"))
        .isEqualTo(Answer.YES);
  }

  @Test
  void doublesNothing() {
    for (String name :
        List.of("java.util.List", "java.lang.Thread", "java.util.concurrent.Future")) {
      for (List<MethodInfo> methods : index.find(name).methods().values()) {
        assertThat(methods).extracting(MethodInfo::key).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void leavesOthersAlone() {
    assertThat(index.find("java.lang.Nothing")).isNull();
    assertThat(index.find("java.util.concurrent.Semaphore").methods()).containsKey("acquire");
  }
}
