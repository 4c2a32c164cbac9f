package io.conccheck.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What is in the jar that users get. */
class ShippedJarIT {

  private static final String JAR = "target/conccheck-agent.jar";

  @Test
  void theRootHoldsTheEntryClassItsHelperTheBootJarAndTheCore() throws IOException {
    Set<String> root = new TreeSet<>();
    for (String name : names()) {
      root.add(name.startsWith("core/") ? "core/" : name);
    }
    assertThat(root)
        .containsExactlyInAnyOrder(
            "META-INF/MANIFEST.MF",
            "boot.jar",
            "core/",
            "io/conccheck/agent/Definer.class",
            "io/conccheck/agent/Premain.class");
  }

  @Test
  void theCoreHoldsNoClassThatAnApplicationsLoaderWouldTake() throws IOException {
    assertThat(names())
        .filteredOn(n -> n.startsWith("core/"))
        .isNotEmpty()
        .noneMatch(n -> n.endsWith(".class"))
        .noneMatch(n -> n.startsWith("core/io/conccheck/agent/boot/"));
  }

  @Test
  void everythingThirdPartyIsRelocated() throws IOException {
    assertThat(names())
        .filteredOn(n -> n.endsWith(".classdata"))
        .allMatch(n -> n.startsWith("core/io/conccheck/"));
    assertThat(names()).anyMatch(n -> n.startsWith("core/io/conccheck/agent/shaded/bytebuddy/"));
  }

  @Test
  void theLicencesOfWhatItHoldsAreWithIt() throws IOException {
    assertThat(names())
        .contains("core/META-INF/LICENSE", "core/META-INF/NOTICE", "core/META-INF/licenses/ASM");
  }

  @Test
  void theBootJarHoldsBootClassesAlone() throws IOException {
    List<String> boot = new ArrayList<>();
    try (JarFile jar = new JarFile(JAR);
        ZipInputStream in = new ZipInputStream(jar.getInputStream(jar.getEntry("boot.jar")))) {
      for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        if (!e.isDirectory() && !e.getName().startsWith("META-INF/")) {
          boot.add(e.getName());
        }
      }
    }
    assertThat(boot)
        .contains("io/conccheck/agent/boot/AgentLoader.class")
        .allMatch(n -> n.startsWith("io/conccheck/agent/boot/"));
  }

  @Test
  void theManifestNamesTheEntryForBothWaysIn() throws IOException {
    try (JarFile jar = new JarFile(JAR)) {
      var main = jar.getManifest().getMainAttributes();
      assertThat(main.getValue("Premain-Class")).isEqualTo("io.conccheck.agent.Premain");
      assertThat(main.getValue("Agent-Class")).isEqualTo("io.conccheck.agent.Premain");
      assertThat(main.getValue("Can-Retransform-Classes")).isEqualTo("true");
      assertThat(main.getValue("Can-Redefine-Classes")).isEqualTo("true");
    }
  }

  private static List<String> names() throws IOException {
    try (JarFile jar = new JarFile(JAR)) {
      return jar.stream().filter(e -> !e.isDirectory()).map(JarEntry::getName).toList();
    }
  }
}
