package io.conccheck.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

/**
 * Boot classes are called from inside the JDK, before it is ready and under its locks: they may use
 * nothing that could wait, link at run time, or call back.
 */
class BootPurityTest {

  private static final Path CLASSES = Path.of("target/classes/io/conccheck/agent/boot");

  private static final List<String> REFUSED =
      List.of(
          "java/util/concurrent/locks/",
          "java/util/stream/",
          "java/util/logging/",
          "java/lang/System$Logger",
          "sun/misc/");

  /** No lock: the model of the program's parking makes the call it takes the place of. */
  private static final String PARKING = "java/util/concurrent/locks/LockSupport";

  @Test
  void bootClassesUseOnlyThemselvesAndJavaBase() throws IOException {
    List<String> wrong = new ArrayList<>();
    forEachClass(
        (name, reader) -> {
          for (String used : new ConstantPool(reader).classes()) {
            if (!used.startsWith("io/conccheck/agent/boot/") && !ofJavaBase(used)) {
              wrong.add(name + " uses " + used);
            }
            if (!used.equals(PARKING) && REFUSED.stream().anyMatch(used::startsWith)) {
              wrong.add(name + " uses " + used);
            }
          }
        });
    assertThat(wrong).isEmpty();
  }

  @Test
  void bootClassesLinkNothingAtRunTime() throws IOException {
    List<String> wrong = new ArrayList<>();
    forEachClass(
        (name, reader) -> {
          if (new ConstantPool(reader).hasDynamic()) {
            wrong.add(name + " holds a lambda or another dynamic constant");
          }
        });
    assertThat(wrong).isEmpty();
  }

  @Test
  void theScanSeesALambda() throws IOException {
    String self = BootPurityTest.class.getName().replace('.', '/') + ".class";
    try (var in = BootPurityTest.class.getClassLoader().getResourceAsStream(self)) {
      ConstantPool pool = new ConstantPool(new ClassReader(in.readAllBytes()));
      assertThat(pool.hasDynamic()).isTrue();
      assertThat(pool.classes()).contains("java/nio/file/Path", "java/util/stream/Stream");
    }
  }

  private static boolean ofJavaBase(String internalName) {
    String name = internalName.replace('/', '.');
    try {
      Class<?> c = Class.forName(name, false, null);
      return c.getModule() == Object.class.getModule();
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private interface Check {
    void of(String name, ClassReader reader);
  }

  private static void forEachClass(Check check) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(CLASSES)) {
      files = all.filter(f -> f.toString().endsWith(".class")).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      ClassReader reader = new ClassReader(Files.readAllBytes(file));
      assertThat(reader.readShort(6)).isLessThanOrEqualTo((short) Opcodes.V17);
      check.of(CLASSES.relativize(file).toString(), reader);
    }
  }
}
