package io.conccheck.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars that build files ask for, found in repositories made for the test. */
class ProjectClassPathTest {

  @TempDir Path folder;

  @Test
  void parentsManagedVersionsAndWhatIsBroughtAlong() throws IOException {
    artifact("org.lib", "base", "1.0", "");
    artifact("org.lib", "old", "1.0", "");
    artifact("org.lib", "old", "2.0", "");
    artifact("org.lib", "hidden", "1.0", "");
    artifact("org.lib", "tests", "1.0", "");
    artifact(
        "org.lib",
        "main",
        "3.1",
        """
        <dependencies>
          %s %s %s
          <dependency><groupId>org.lib</groupId><artifactId>tests</artifactId>
            <version>1.0</version><scope>test</scope></dependency>
        </dependencies>
        """
                .formatted(
                    need("base", "${base.version}"), need("old", "1.0"), need("hidden", "1.0"))
            + "<properties><base.version>1.0</base.version></properties>");
    write(
        "app/pom.xml",
        """
        <project><groupId>app</groupId><artifactId>all</artifactId><version>1</version>
          <properties><main.version>3.1</main.version></properties>
          <dependencyManagement><dependencies>%s %s</dependencies></dependencyManagement>
          <modules><module>core</module></modules>
        </project>
        """
            .formatted(need("main", "${main.version}"), need("old", "2.0")));
    Path core =
        write(
            "app/core/pom.xml",
            """
            <project>
              <parent><groupId>app</groupId><artifactId>all</artifactId><version>1</version></parent>
              <artifactId>core</artifactId>
              <dependencies><dependency><groupId>org.lib</groupId><artifactId>main</artifactId>
                <exclusions><exclusion><groupId>org.lib</groupId><artifactId>hidden</artifactId>
                </exclusion></exclusions></dependency>
                <dependency><groupId>org.lib</groupId><artifactId>absent</artifactId>
                <version>9</version></dependency></dependencies>
            </project>
            """);
    assertThat(names(new MavenClassPath(folder.resolve("repo")).of(core)))
        .containsExactly("main-3.1.jar", "base-1.0.jar", "old-2.0.jar");
  }

  @Test
  void circlesAndRubbishEnd() throws IOException {
    Path self =
        write(
            "a/pom.xml",
            """
            <project><parent><groupId>g</groupId><artifactId>a</artifactId><version>1</version>
              <relativePath>pom.xml</relativePath></parent><artifactId>a</artifactId>
              <properties><x>${y}</x><y>${x}</y></properties>
              <dependencies>%s</dependencies></project>
            """
                .formatted(need("main", "${x}")));
    Path torn = write("b/pom.xml", "<project><dependencies>");
    MavenClassPath maven = new MavenClassPath(folder.resolve("repo"));
    assertThat(maven.of(self)).isEmpty();
    assertThat(maven.of(torn)).isEmpty();
    assertThat(maven.of(folder.resolve("none.xml"))).isEmpty();
  }

  @Test
  void billsOfVersionsAndProfilesThatHoldByThemselves() throws IOException {
    artifact("org.lib", "main", "3.1", "");
    artifact("org.lib", "extra", "4", "");
    artifact(
        "org.lib",
        "bill",
        "7",
        "<properties><m>3.1</m></properties><dependencyManagement><dependencies>"
            + need("main", "${m}")
            + "</dependencies></dependencyManagement>");
    Path app =
        write(
            "app/pom.xml",
            """
            <project><groupId>app</groupId><artifactId>a</artifactId><version>1</version>
              <dependencyManagement><dependencies><dependency><groupId>org.lib</groupId>
                <artifactId>bill</artifactId><version>${bill}</version><type>pom</type>
                <scope>import</scope></dependency></dependencies></dependencyManagement>
              <dependencies><dependency><groupId>org.lib</groupId><artifactId>main</artifactId>
                </dependency></dependencies>
              <profiles>
                <profile><id>on</id><activation><activeByDefault>true</activeByDefault></activation>
                  <properties><bill>7</bill></properties><dependencies>%s</dependencies></profile>
                <profile><id>off</id><properties><bill>8</bill></properties></profile>
              </profiles></project>
            """
                .formatted(need("extra", "4")));
    assertThat(names(new MavenClassPath(folder.resolve("repo")).of(app)))
        .containsExactly("main-3.1.jar", "extra-4.jar");
  }

  @Test
  void whatAGradleFileNames() throws IOException {
    write("cache/org.lib/main/3.1/0a1b/main-3.1.jar", "");
    write("cache/org.lib/main/3.1/77aa/main-3.1-sources.jar", "");
    Path build =
        write(
            "g/build.gradle",
            "dependencies { implementation 'org.lib:main:3.1'\n api(\"a:b:1\") }");
    assertThat(names(new GradleClassPath(folder.resolve("cache")).of(List.of(build))))
        .containsExactly("main-3.1.jar");
  }

  @Test
  void whatGradleLibrariesBringAlongAndWhatVariablesAndCatalogsSay() throws IOException {
    cached("main", "3.1", need("base", "1.9") + need("old", "2.0"));
    cached("base", "1.9", "");
    cached("base", "1.10", "");
    cached("old", "2.0", "");
    cached("byVariable", "5", "");
    cached("byCatalog", "6", need("old", "2.0-rc1"));
    cached("old", "2.0-rc1", "");
    cached("byPlatform", "8", "");
    write(
        "cache/org.lib/bill/1/0b/bill-1.pom",
        "<project><groupId>org.lib</groupId><artifactId>bill</artifactId><version>1</version>"
            + "<dependencyManagement><dependencies>"
            + need("byPlatform", "8")
            + "</dependencies></dependencyManagement></project>");
    write("g/settings.gradle.kts", "include(\":core\", \":app:web\")");
    write("g/gradle.properties", "variable.version=5\n");
    write(
        "g/gradle/libs.versions.toml",
        """
        [versions]
        six = "6" # the sixth
        [libraries]
        by-catalog = { module = "org.lib:byCatalog", version.ref = "six" }
        unused = "org.lib:unused:1"
        """);
    write(
        "g/app/web/build.gradle.kts",
        """
        dependencies {
          implementation(platform("org.lib:bill:1"))
          implementation("org.lib:byPlatform")
          implementation(libs.by.catalog)
          api("org.lib:main:3.1")
          api("org.lib:byVariable:${property.variable.version}")
          runtimeOnly(group = "org.lib", name = "base", version = "1.10")
        }
        """);
    List<List<Path>> modules = GradleModules.of(folder.resolve("g"));
    assertThat(modules).hasSize(2);
    assertThat(names(new GradleClassPath(folder.resolve("cache")).of(modules.get(1))))
        .containsExactlyInAnyOrder(
            "byPlatform-8.jar",
            "byCatalog-6.jar",
            "main-3.1.jar",
            "byVariable-5.jar",
            "base-1.10.jar",
            "old-2.0.jar");
  }

  private void cached(String artifact, String version, String needs) throws IOException {
    String at = "cache/org.lib/%s/%s/".formatted(artifact, version);
    write(at + "0a/" + artifact + "-" + version + ".jar", "");
    write(
        at + "0b/" + artifact + "-" + version + ".pom",
        "<project><groupId>org.lib</groupId><artifactId>%s</artifactId><version>%s</version><dependencies>%s</dependencies></project>"
            .formatted(artifact, version, needs));
  }

  private static String need(String artifact, String version) {
    return "<dependency><groupId>org.lib</groupId><artifactId>"
        + artifact
        + "</artifactId><version>"
        + version
        + "</version></dependency>";
  }

  private void artifact(String group, String artifact, String version, String body)
      throws IOException {
    String at =
        "repo/%s/%s/%s/%s-%s"
            .formatted(group.replace('.', '/'), artifact, version, artifact, version);
    write(at + ".jar", "");
    write(
        at + ".pom",
        "<project><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>%s</project>"
            .formatted(group, artifact, version, body));
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static List<String> names(List<Path> jars) {
    return jars.stream().map(p -> p.getFileName().toString()).toList();
  }
}
