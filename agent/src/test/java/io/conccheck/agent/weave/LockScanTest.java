package io.conccheck.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

class LockScanTest {

  /** Each method's name tells what it is. */
  abstract static class Sample implements Runnable, Comparable<Sample> {
    private static final Object FIRST = new Object();
    private volatile boolean done;
    private int count;
    private int[] many = {1, 2, 3};

    synchronized int lockBrief() {
      return count > 3 ? count++ : 7;
    }

    synchronized void lockCalls() {
      run();
    }

    synchronized int lockGoesRound() {
      int sum = 0;
      for (int i = 0; i < 9; i++) {
        sum += i;
      }
      return sum;
    }

    synchronized Object lockMakes() {
      return new Object();
    }

    synchronized Object lockInitialises() {
      return Set.class;
    }

    static synchronized Object lockOwnBrief() {
      return FIRST;
    }

    synchronized int lockBriefCatching(int i) {
      try {
        return many[i];
      } catch (ArrayIndexOutOfBoundsException e) {
        if (i < 0) {
          return 0;
        }
        throw e;
      }
    }

    synchronized int lockBriefFinally(int i) {
      try {
        return many[i];
      } finally {
        count++;
      }
    }

    /** The compiler has the last handler catch what it throws itself. */
    synchronized int lockCatchesItself(int i) {
      try {
        return many[i];
      } catch (ArrayIndexOutOfBoundsException e) {
        if (i < 0) {
          return 0;
        }
        throw e;
      } finally {
        count++;
      }
    }

    synchronized int lockCatchesAndCalls(int i) {
      try {
        return many[i];
      } catch (ArrayIndexOutOfBoundsException e) {
        run();
        return 0;
      }
    }

    int lockBlock() {
      synchronized (many) {
        return many.length;
      }
    }

    void lockCall(Lock lock) {
      lock.lock();
    }

    BooleanSupplier lockHidden(Thread thread) {
      return thread::isAlive;
    }

    int plainSwitch(int k) {
      switch (k) {
        case 1:
          return 3;
        case 2:
          return 4;
        case 1000:
          return 5;
        default:
          return (int) (k * 2.5 + 1_000_000_007L);
      }
    }

    int plainTable(int k) {
      switch (k) {
        case 1:
          return 3;
        case 2:
          return 4;
        case 3:
          return 5;
        default:
          return k;
      }
    }

    int plainWalk(List<String> all) {
      int sum = 0;
      for (String s : all) {
        sum += s.length();
      }
      return sum;
    }

    void loopLooks() {
      while (!done) {
        Thread.onSpinWait();
      }
    }

    @Override
    public int compareTo(Sample other) {
      return 0;
    }
  }

  private static ClassReader reader(Class<?> c) throws IOException {
    try (InputStream in =
        c.getClassLoader().getResourceAsStream(c.getName().replace('.', '/') + ".class")) {
      return new ClassReader(in.readAllBytes());
    }
  }

  private static List<String> names(ClassReader reader) {
    List<String> names = new ArrayList<>();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String desc, String sig, String[] exceptions) {
            names.add(name);
            return null;
          }
        },
        0);
    return names;
  }

  private static Set<String> of(List<String> names, BitSet some) {
    Set<String> found = new TreeSet<>();
    some.stream().forEach(i -> found.add(names.get(i)));
    return found;
  }

  private static Set<String> beginning(List<String> names, String with) {
    Set<String> found = new TreeSet<>();
    names.stream().filter(n -> n.startsWith(with)).forEach(found::add);
    return found;
  }

  @Test
  void methodsThatHaveToDoWithLocksAreFoundAndNoOthers() throws IOException {
    ClassReader reader = reader(Sample.class);
    LockScan scan = LockScan.of(reader, new HookTable());
    List<String> names = names(reader);
    assertThat(of(names, scan.methods)).isEqualTo(beginning(names, "lock")).hasSize(13);
    assertThat(of(names, scan.brief))
        .containsExactly("lockBrief", "lockBriefCatching", "lockBriefFinally", "lockOwnBrief");
    assertThat(of(names, scan.loops)).isEqualTo(beginning(names, "loop")).hasSize(1);
    assertThat(scan.isEmpty()).isFalse();
  }

  @Test
  void whatHasNoLocksIsEmpty() throws IOException {
    assertThat(LockScan.of(reader(Slots.class), new HookTable()).isEmpty()).isTrue();
  }
}
