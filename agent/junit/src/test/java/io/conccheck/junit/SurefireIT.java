package io.conccheck.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real Maven build with Surefire, under the agent, with JUnit 5 and 6. */
class SurefireIT {

  private static final Path JAR = Path.of("target").toAbsolutePath();
  private static final Path AGENT = Path.of("../target/conccheck-agent.jar").toAbsolutePath();

  @TempDir Path project;

  @ParameterizedTest
  @ValueSource(strings = {"5.14.4", "6.1.3"})
  void aLeakAndARaceFailTheirTests(String junit) throws Exception {
    Files.writeString(project.resolve("pom.xml"), pom(junit));
    Path tests = Files.createDirectories(project.resolve("src/test/java/example"));
    Files.writeString(tests.resolve("LeakyTest.java"), test());
    Path log = project.resolve("mvn.log");
    Process mvn =
        new ProcessBuilder("mvn", "-B", "-ntp", "-Dstyle.color=never", "test")
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!mvn.waitFor(5, TimeUnit.MINUTES)) {
      mvn.destroyForcibly().waitFor();
    }
    String said = Files.readString(log);
    assertThat(said).contains("Tests run: 4, Failures: 2, Errors: 0, Skipped: 0");
    assertThat(said)
        .contains("the test left behind:", "started by example.LeakyTest.leaks(LeakyTest.java:")
        .contains("found during the test:", "data-race: `example.LeakyTest.count`")
        .containsPattern("LeakyTest\\.leaks")
        .containsPattern("LeakyTest\\.races");
  }

  private static String test() {
    return """
        package example;

        import io.conccheck.junit.NoConcurrencyFindings;
        import io.conccheck.junit.NoLeaks;
        import org.junit.jupiter.api.Test;

        @NoLeaks(lingerMillis = 300)
        @NoConcurrencyFindings
        class LeakyTest {
          private int count;

          @Test
          void leaks() {
            Thread t = new Thread(() -> { try { Thread.sleep(5_000); } catch (InterruptedException e) { return; } });
            t.setDaemon(true);
            t.start();
          }

          @Test
          void races() throws InterruptedException {
            Thread[] both = {new Thread(this::many), new Thread(this::many)};
            for (Thread t : both) { t.start(); }
            for (Thread t : both) { t.join(); }
          }

          private void many() {
            for (int i = 0; i < 100_000; i++) { count++; }
          }

          @Test
          void ends() throws InterruptedException {
            Thread t = new Thread(() -> {});
            t.start();
            t.join();
          }

          @Test
          void doesNothing() {}
        }
        """;
  }

  private static String pom(String junit) throws IOException {
    List<Path> jars;
    try (var files = Files.newDirectoryStream(JAR, "conccheck-junit-*.jar")) {
      jars = java.util.stream.StreamSupport.stream(files.spliterator(), false).toList();
    }
    return """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>example</groupId><artifactId>leaky</artifactId><version>1</version>
          <properties>
            <maven.compiler.source>17</maven.compiler.source>
            <maven.compiler.target>17</maven.compiler.target>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          </properties>
          <dependencies>
            <dependency><groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId>
              <version>%s</version><scope>test</scope></dependency>
            <dependency><groupId>io.conccheck</groupId><artifactId>conccheck-junit</artifactId>
              <version>1</version><scope>system</scope><systemPath>%s</systemPath></dependency>
          </dependencies>
          <build><plugins><plugin><artifactId>maven-surefire-plugin</artifactId><version>%s</version>
            <configuration><argLine>-javaagent:%s=detectors=race</argLine></configuration>
          </plugin></plugins></build>
        </project>
        """
        .formatted(junit, jars.get(0), System.getProperty("surefire.version"), AGENT);
  }
}
