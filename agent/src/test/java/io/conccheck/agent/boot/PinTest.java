package io.conccheck.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

/** A class of the boot part that takes a monitor keeps virtual threads on their carriers. */
class PinTest {

  private static final Path BOOT = Path.of("target/classes/io/conccheck/agent/boot");

  /** What keeps the thread on its carrier; a class loader's caller does, being the JVM itself. */
  private static final Set<String> PINS =
      Set.of("Pin.on", "ThreadState.enter", "Volatiles.lock", "AgentLoader.getClassLoadingLock");

  private static final int API = Opcodes.ASM9;

  @Test
  void whoTakesAMonitorPins() {
    Set<String> locking = new HashSet<>();
    Set<String> pinning = new HashSet<>();
    for (Path file : classes()) {
      String source = file.getFileName().toString().replaceAll("[$.].*", "");
      try {
        new ClassReader(Files.readAllBytes(file)).accept(new Look(source, locking, pinning), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    assertThat(locking).contains("Tids", "WeakIdentityMap");
    assertThat(pinning).containsAll(locking);
  }

  private static Set<Path> classes() {
    try (Stream<Path> files = Files.walk(BOOT)) {
      return files.filter(f -> f.toString().endsWith(".class")).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Look extends ClassVisitor {

    private final String source;
    private final Set<String> locking;
    private final Set<String> pinning;

    Look(String source, Set<String> locking, Set<String> pinning) {
      super(API);
      this.source = source;
      this.locking = locking;
      this.pinning = pinning;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String desc, String signature, String[] exceptions) {
      if ((access & Opcodes.ACC_SYNCHRONIZED) != 0) {
        locking.add(source);
      }
      return new MethodVisitor(API) {
        @Override
        public void visitInsn(int opcode) {
          if (opcode == Opcodes.MONITORENTER) {
            locking.add(source);
          }
        }

        @Override
        public void visitMethodInsn(int op, String owner, String called, String d, boolean i) {
          if (PINS.contains(owner.substring(owner.lastIndexOf('/') + 1) + "." + called)) {
            pinning.add(source);
          }
        }
      };
    }
  }
}
