package io.conccheck.agent.install;

import io.conccheck.agent.boot.AgentLoader;
import io.conccheck.agent.boot.SyncVar;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.spi.AgentContext;
import io.conccheck.agent.state.LookLoops;
import io.conccheck.agent.state.Stacks;
import io.conccheck.agent.state.Tables;
import io.conccheck.agent.weave.Weaver;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Puts the weaving in place. */
final class Transformers {

  private static final int ROUNDS = 5; // each hooks what the one before has loaded; two do

  private final AgentContext context;
  private final Weaver weaver;
  private final Watched watched;
  private final Set<String> hooked = new HashSet<>(); // looked at, guarded by itself
  private volatile boolean inPlace; // from now on it is others who redefine

  private Transformers(AgentContext context) {
    this.context = context;
    this.watched = new Watched(context.options());
    boolean fields = context.on("race");
    boolean monitors = fields || context.on("deadlock");
    this.weaver =
        new Weaver(
            fields, monitors, context.on("atomicity"), Tables.SITES, Tables.VARIABLES, watched);
  }

  /** Weaves what is loaded from now on, and hooks what is loaded already. */
  static void install(AgentContext context) throws IOException {
    new Transformers(context).install();
  }

  private void install() throws IOException {
    Instrumentation inst = context.instrumentation();
    Set<Module> boot = Set.of(ThreadState.class.getModule());
    inst.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of(
            "java.io", boot,
            "java.lang", boot,
            "java.nio", boot,
            "java.util", boot,
            "java.util.concurrent", boot,
            "java.util.stream", boot,
            "java.util.concurrent.atomic", boot,
            "java.util.concurrent.locks", boot),
        Set.of(),
        Map.of());
    try (InputStream index =
        Transformers.class.getClassLoader().getResourceAsStream(Weaver.INDEX)) {
      weaver.readHooks(index, context);
    }
    SyncVar.link();
    // A hook in the constructor of Random would else be linked in the midst of this class's own
    // initialisation, and the maps that linking takes ask this class where threads contend.
    ThreadLocalRandom.current();
    boolean application = weaver.weavesApplication();
    if (application) {
      new OwnCodeJit(inst).start();
      warmUp();
    }
    inst.addTransformer(new Hooks(), true);
    if (application) {
      inst.addTransformer(new Application(), false);
    }
    hookAllLoaded(inst);
    inPlace = true;
  }

  /**
   * Weaves a class for nothing. No transformer is told of what loads on a thread that transforms,
   * so the classes of the JDK that weaving takes must be there before the hooks are.
   */
  private void warmUp() throws IOException {
    if (!isWoven(Weaver.class)) {
      isWoven(LookLoops.class); // which has locks
    }
  }

  private boolean isWoven(Class<?> sample) throws IOException {
    String name = sample.getName().replace('.', '/') + ".classdata";
    ClassLoader loader = Transformers.class.getClassLoader();
    try (InputStream in = loader.getResourceAsStream(name)) {
      return weaver.weave(loader, in.readAllBytes()) != null;
    }
  }

  /** Also what hooking itself has loaded, of which no transformer is told. */
  private void hookAllLoaded(Instrumentation inst) {
    List<Class<?>> loaded = unhooked(inst);
    for (int i = 0; i < ROUNDS && !loaded.isEmpty(); i++) {
      hookLoaded(inst, loaded);
      loaded = unhooked(inst);
    }
    if (!loaded.isEmpty()) {
      context
          .reports()
          .failure("hooking " + loaded, new IllegalStateException("no hooks after all rounds"));
    }
  }

  /** All at once, which is much the fastest; one by one if one of them is refused. */
  private void hookLoaded(Instrumentation inst, List<Class<?>> loaded) {
    try {
      inst.retransformClasses(loaded.toArray(new Class<?>[0]));
    } catch (UnmodifiableClassException | LinkageError all) {
      for (Class<?> c : loaded) {
        try {
          inst.retransformClasses(c);
        } catch (UnmodifiableClassException | LinkageError e) {
          context.reports().failure("hooking " + c.getName(), e);
        }
      }
    }
  }

  private List<Class<?>> unhooked(Instrumentation inst) {
    Set<String> types = new HashSet<>(); // by dotted name: few have hooks, and many are loaded
    for (String type : weaver.hookedTypes()) {
      if (!isHooked(type)) {
        types.add(type.replace('/', '.'));
      }
    }
    List<Class<?>> loaded = new ArrayList<>();
    for (Class<?> c : inst.getAllLoadedClasses()) {
      if (types.contains(c.getName()) && inst.isModifiableClass(c)) {
        loaded.add(c);
      }
    }
    return loaded;
  }

  private boolean isHooked(String name) {
    synchronized (hooked) {
      return hooked.contains(name);
    }
  }

  /** Hooks into methods of the JDK. */
  private final class Hooks implements ClassFileTransformer {
    @Override
    public byte[] transform(
        ClassLoader loader,
        String name,
        Class<?> redefined,
        ProtectionDomain domain,
        byte[] bytes) {
      try {
        if (redefined != null && inPlace) {
          Stacks.redefining();
        }
        return name == null ? null : hook(name, bytes);
      } catch (Throwable t) {
        context.reports().failure("hooking " + name, t);
        return null;
      }
    }

    private byte[] hook(String name, byte[] bytes) {
      if (!weaver.hookedTypes().contains(name)) {
        return null;
      }
      synchronized (hooked) {
        hooked.add(name);
      }
      return weaver.hook(name, bytes);
    }
  }

  /** Weaves classes of the application and its libraries. */
  private final class Application implements ClassFileTransformer {
    @Override
    public byte[] transform(
        ClassLoader loader,
        String name,
        Class<?> redefined,
        ProtectionDomain domain,
        byte[] bytes) {
      if (name == null || loader == null || !watches(loader, name)) {
        return null;
      }
      ThreadStateGuard guard = ThreadStateGuard.enter();
      try {
        return redefined == null
            ? weaver.weave(loader, bytes)
            : weaver.weaveAgain(loader, bytes, new Redefined(redefined, context.instrumentation()));
      } catch (Throwable t) {
        context.reports().failure("weaving " + name.replace('/', '.'), t);
        return null;
      } finally {
        guard.leave();
      }
    }

    private boolean watches(ClassLoader loader, String name) {
      return loader != ClassLoader.getPlatformClassLoader()
          && !(loader instanceof AgentLoader)
          && watched.test(name.replace('/', '.'));
    }
  }
}
