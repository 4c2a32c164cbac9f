package io.conccheck.guests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One program started from a module path, from a Spring Boot jar, and from a shared archive. */
class StartsIT {

  private static final String PRINTED = "{\"name\":\"app\",\"cells\":[1,2]}7";
  private static final String RACE = "data-race app.Main.racy";
  private static final String MANIFEST =
      """
      Manifest-Version: 1.0
      Main-Class: org.springframework.boot.loader.launch.JarLauncher
      Start-Class: app.Main
      Spring-Boot-Classes: BOOT-INF/classes/
      Spring-Boot-Lib: BOOT-INF/lib/
      """;
  private static final String SERVICE = "META-INF/services/java.util.function.IntSupplier";

  static List<Path> jdks() throws Exception {
    return Jvm.homes();
  }

  private static Path compile(Path folder, String moduleInfo) throws IOException {
    Path source = Files.createDirectories(folder.resolve("src/app")).resolve("Main.java");
    try (InputStream in = StartsIT.class.getResourceAsStream("/app/Main.java.txt")) {
      Files.write(source, in.readAllBytes());
    }
    Path classes = folder.resolve("classes");
    String path = Jvm.jar("gson").toString();
    List<String> line =
        new ArrayList<>(List.of("--release", "17", "-d", classes.toString(), source.toString()));
    if (moduleInfo != null) {
      Path info = folder.resolve("src/module-info.java");
      Files.writeString(info, moduleInfo);
      line.addAll(List.of(info.toString(), "-p", path));
    } else {
      line.addAll(List.of("-cp", path));
    }
    int failed =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, line.toArray(String[]::new));
    assertThat(failed).isZero();
    if (moduleInfo == null) {
      Path service = classes.resolve(SERVICE);
      Files.createDirectories(service.getParent());
      Files.writeString(service, "app.Main$Seven");
    }
    return classes;
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void fromAModulePath(Path jdk, @TempDir Path folder) throws Exception {
    String info =
        "module app { requires com.google.gson; opens app to com.google.gson;"
            + " uses java.util.function.IntSupplier;"
            + " provides java.util.function.IntSupplier with app.Main.Seven; }";
    Path classes = compile(folder, info);
    String path = classes + java.io.File.pathSeparator + Jvm.jar("gson");
    List<String> line = List.of(Jvm.agent(folder), "-p", path, "-m", "app/app.Main");
    assertThat(Jvm.run(jdk, folder, line)).isEqualTo(PRINTED + "true\n");
    assertThat(Jvm.findings(folder)).containsExactly(RACE);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void fromASpringBootJar(Path jdk, @TempDir Path folder) throws Exception {
    Path jar = folder.resolve("fat.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      put(out, "META-INF/MANIFEST.MF", bytes(MANIFEST), false);
      for (String name : List.of("BOOT-INF/", "BOOT-INF/classes/", "BOOT-INF/lib/")) {
        put(out, name, new byte[0], false);
      }
      Path classes = compile(folder, null);
      for (String name : List.of("app/Main.class", "app/Main$Seven.class", SERVICE)) {
        put(out, "BOOT-INF/classes/" + name, Files.readAllBytes(classes.resolve(name)), false);
      }
      put(out, "BOOT-INF/lib/gson.jar", Files.readAllBytes(Jvm.jar("gson")), true);
      try (JarFile loader = new JarFile(Jvm.jar("spring-boot-loader").toFile())) {
        for (JarEntry e :
            loader.stream()
                .filter(e -> e.getName().startsWith("org/") && !e.isDirectory())
                .toList()) {
          put(out, e.getName(), loader.getInputStream(e).readAllBytes(), false);
        }
      }
    }
    List<String> line = List.of(Jvm.agent(folder), "-jar", jar.toString());
    assertThat(Jvm.run(jdk, folder, line)).isEqualTo(PRINTED + "false\n");
    assertThat(Jvm.findings(folder)).containsExactly(RACE);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void fromASharedArchive(Path jdk, @TempDir Path folder) throws Exception {
    Path jar = folder.resolve("app.jar");
    Path classes = compile(folder, null);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (String name : List.of("app/Main.class", "app/Main$Seven.class", SERVICE)) {
        put(out, name, Files.readAllBytes(classes.resolve(name)), false);
      }
    }
    String path = jar + java.io.File.pathSeparator + Jvm.jar("gson");
    Path archive = folder.resolve("app.jsa");
    String use = "-XX:SharedArchiveFile=" + archive;
    String make =
        Jvm.version(jdk) >= 19
            ? "-XX:+AutoCreateSharedArchive"
            : "-XX:ArchiveClassesAtExit=" + archive;
    List<String> made =
        Jvm.version(jdk) >= 19
            ? List.of(make, use, "-cp", path, "app.Main")
            : List.of(make, "-cp", path, "app.Main");
    Jvm.run(jdk, folder, made);
    assertThat(archive).isNotEmptyFile();
    List<String> line = List.of(Jvm.agent(folder), use, "-Xshare:auto", "-cp", path, "app.Main");
    // Newer JVMs complain, before anything else, of any agent beside an archive made without one.
    assertThat(Jvm.run(jdk, folder, line)).endsWith(PRINTED + "false\n");
    assertThat(Jvm.findings(folder)).containsExactly(RACE);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void put(JarOutputStream out, String name, byte[] content, boolean stored)
      throws IOException {
    ZipEntry e = new ZipEntry(name);
    if (stored) {
      CRC32 crc = new CRC32();
      crc.update(content);
      e.setMethod(ZipEntry.STORED);
      e.setSize(content.length);
      e.setCrc(crc.getValue());
    }
    out.putNextEntry(e);
    out.write(content);
    out.closeEntry();
  }
}
