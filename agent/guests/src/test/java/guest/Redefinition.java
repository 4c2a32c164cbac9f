package guest;

import java.io.InputStream;
import java.io.PrintStream;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.bytebuddy.agent.ByteBuddyAgent;

/** A class is given new code while it runs, as debuggers and hot-swap tools do. */
public final class Redefinition implements Main.Guest {

  static class Victim {
    private int count;
    static List<String> told = new ArrayList<>();
    final Other other = new Other();

    synchronized String speak() {
      count++;
      other.calls += count;
      for (int i = 0; i < other.cells.length; i++) {
        other.cells[i] = count;
      }
      told.add("old");
      return "old words " + count + other.calls + other.cells[2] + told.size();
    }
  }

  static class Other {
    int calls;
    int[] cells = new int[3];
  }

  @Override
  public void run(PrintStream out) throws Exception {
    Instrumentation inst = ByteBuddyAgent.install();
    Victim v = new Victim();
    out.println(v.speak());
    byte[] changed = bytes("Redefinition$Victim.class");
    replace(changed, "old words", "new words");
    inst.redefineClasses(new ClassDefinition(Victim.class, changed));
    out.println(v.speak());
    ClassFileTransformer again = new Replacing();
    inst.addTransformer(again, true);
    inst.retransformClasses(Victim.class);
    out.println(v.speak());
    inst.removeTransformer(again);
    inst.retransformClasses(Victim.class);
    out.println(v.speak() + v.count);
    inst.redefineClasses(new ClassDefinition(Victim.class, bytes("Redefinition$Victim.class")));
    out.println(v.speak());
    inst.redefineModule(
        Redefinition.class.getModule(),
        java.util.Set.of(),
        Map.of(),
        Map.of(),
        java.util.Set.of(),
        Map.of());
  }

  private static final class Replacing implements ClassFileTransformer {
    @Override
    public byte[] transform(
        ClassLoader l, String name, Class<?> redefined, ProtectionDomain d, byte[] bytes) {
      if (redefined != Victim.class) {
        return null;
      }
      byte[] changed = bytes.clone();
      replace(changed, "new words", "odd words");
      return changed;
    }
  }

  private static byte[] bytes(String file) throws Exception {
    try (InputStream in = Redefinition.class.getResourceAsStream(file)) {
      return in.readAllBytes();
    }
  }

  private static void replace(byte[] in, String from, String to) {
    byte[] a = from.getBytes(StandardCharsets.US_ASCII);
    byte[] b = to.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i + a.length <= in.length; i++) {
      if (java.util.Arrays.equals(in, i, i + a.length, a, 0, a.length)) {
        System.arraycopy(b, 0, in, i, b.length);
        return;
      }
    }
    throw new IllegalStateException("not found: " + from);
  }
}
