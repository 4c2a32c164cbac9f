package io.conccheck.agent.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmChoiceTest {

  private final JvmChoice programs = JvmChoice.of(List.of("programs"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.codehaus.plexus.classworlds.launcher.Launcher verify",
        "org.gradle.launcher.daemon.bootstrap.GradleDaemon 8.10",
        "/project/gradle/wrapper/gradle-wrapper.jar build",
        "worker.org.gradle.process.internal.worker.GradleWorkerMain 'Gradle Compiler Daemon 1'",
        "jdk.compiler/com.sun.tools.javac.Main A.java",
        "jdk.jartool/sun.tools.jar.Main cf a.jar"
      })
  void buildToolsAreLeftOut(String command) {
    assertThat(programs.test(command)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.acme.Main --port 1",
        "/opt/app.jar",
        "worker.org.gradle.process.internal.worker.GradleWorkerMain 'Gradle Test Executor 1'",
        "/tmp/surefire/surefirebooter123.jar",
        "jdk.compiler/com.sun.tools.javac.launcher.Main A.java"
      })
  void programsAreWatched(String command) {
    assertThat(programs.test(command)).isTrue();
  }

  @Test
  void globsChooseByMainClassOrJar() {
    JvmChoice choice = JvmChoice.of(List.of("com.acme.**", "app*.jar"));
    assertThat(choice.test("com.acme.tools.Main x")).isTrue();
    assertThat(choice.test("shop/com.acme.Main")).isTrue();
    assertThat(choice.test("/opt/app-1.jar --port 1")).isTrue();
    assertThat(choice.test("org.other.Main com.acme.Main")).isFalse();
  }

  @Test
  void aGlobWinsOverWhatIsLeftOut() {
    JvmChoice choice = JvmChoice.of(List.of("programs", "com.sun.tools.javac.Main"));
    assertThat(choice.test("jdk.compiler/com.sun.tools.javac.Main A.java")).isTrue();
  }

  @Test
  void withoutAnyGlobEveryJvmIsWatched() {
    assertThat(JvmChoice.of(List.of()).test("org.gradle.launcher.GradleMain")).isTrue();
    assertThat(programs.test(null)).isTrue();
  }
}
