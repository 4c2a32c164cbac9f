package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.expr.Expression;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.LockStep;
import io.conccheck.analyzer.types.Members;
import io.conccheck.analyzer.types.MethodInfo;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import java.util.ArrayList;
import java.util.List;

/**
 * What methods and constructors of other files do to locks, by their {@link LockStep}s, as the code
 * that calls them sees it. For one file, one thread.
 */
final class ForeignLocks {

  /** Wrappers around wrappers: deeper ones are not followed. */
  private static final int DEEPEST = 3;

  private static final String LOCK = "java.util.concurrent.locks.Lock";
  private static final String READ_WRITE = "java.util.concurrent.locks.ReadWriteLock";
  private static final String STAMPED = "java.util.concurrent.locks.StampedLock";
  private static final String SEMAPHORE = "java.util.concurrent.Semaphore";
  private static final Seen NOTHING = new Seen(TypeRef.UNKNOWN, Path.UNKNOWN, null, null);

  /**
   * An object that a step names.
   *
   * @param side of a read/write lock, or null
   * @param written the caller's own expression for it, or null
   */
  private record Seen(TypeRef type, Path path, LockKey.Kind side, Expression written) {}

  private record Frame(Seen self, Seen outer, List<Seen> arguments) {}

  private final Types types;
  private final LockNames names;

  ForeignLocks(Types types, LockNames names) {
    this.types = types;
    this.names = names;
  }

  /**
   * What a call leaves behind.
   *
   * @param self the object it is called on; unknown for static methods and new objects
   */
  HeldLocks.NetEffect of(MethodInfo m, Path self, List<Expression> arguments) {
    List<LockKey> acquired = new ArrayList<>();
    List<LockKey> released = new ArrayList<>();
    run(m, frame(m, self, arguments), 0, acquired, released);
    boolean none = acquired.isEmpty() && released.isEmpty();
    return none ? HeldLocks.NetEffect.NONE : new HeldLocks.NetEffect(acquired, released);
  }

  /** The lock that is held if the call gives true, where it does nothing but try; or null. */
  LockKey tried(MethodInfo m, Path self, List<Expression> arguments) {
    boolean only = m.locks().size() == 1 && m.locks().get(0).call().startsWith(LockStep.TRIED);
    return only ? tried(m.locks().get(0), frame(m, self, arguments)) : null;
  }

  private Frame frame(MethodInfo m, Path self, List<Expression> arguments) {
    List<Seen> given = new ArrayList<>();
    for (Expression a : arguments) {
      given.add(new Seen(types.of(a), names.objectOf(a), null, a));
    }
    return new Frame(new Seen(TypeRef.of(m.owner()), self, null, null), NOTHING, given);
  }

  private void run(
      MethodInfo m, Frame frame, int depth, List<LockKey> acquired, List<LockKey> released) {
    for (LockStep step : m.locks()) {
      boolean made = step.call().equals(LockStep.NEW);
      Seen on = made ? NOTHING : seen(step.on(), frame);
      LockKey taken = made ? null : taken(step.call(), on);
      LockKey given = made || taken != null ? null : given(step.call(), on);
      if (taken != null) {
        acquired.add(taken);
      } else if (given != null) {
        if (acquired.stream().noneMatch(given::equals)) {
          released.add(given);
        }
        acquired.remove(given);
      } else if (depth < DEEPEST && !step.call().startsWith(LockStep.TRIED)) {
        inner(step, on, frame, depth, acquired, released);
      }
    }
  }

  private void inner(
      LockStep step,
      Seen on,
      Frame frame,
      int depth,
      List<LockKey> acquired,
      List<LockKey> released) {
    boolean made = step.call().equals(LockStep.NEW);
    TypeRef owner = made ? TypeRef.of(step.on()) : on.type();
    MethodInfo next =
        owner.isClass()
            ? only(owner, made ? "<init>" : step.call(), step.arguments().size())
            : null;
    if (next == null || next.locks().isEmpty()) {
      return;
    }
    List<Seen> given = step.arguments().stream().map(a -> seen(a, frame)).toList();
    ClassInfo info = types.find(owner.name());
    boolean inside =
        made && info != null && frame.self.type().isClass(String.valueOf(info.outer()));
    Seen self = made ? new Seen(owner, Path.UNKNOWN, null, null) : on;
    Seen outer = inside ? frame.self : NOTHING;
    run(next, new Frame(self, outer, given), depth + 1, acquired, released);
  }

  /** The one method with a body that a name and a number of arguments can mean; or null. */
  private MethodInfo only(TypeRef owner, String name, int arguments) {
    MethodInfo found = null;
    for (Members.Inherited m : types.members().methods(owner.name(), name)) {
      if (m.method().params().size() == arguments && !m.method().isAbstract()) {
        if (found != null) {
          return null;
        }
        found = m.method();
      }
    }
    return found;
  }

  private Seen seen(String chain, Frame frame) {
    if (chain.equals("?")) {
      return NOTHING;
    }
    String[] parts = chain.split("\\.");
    boolean param = parts[0].startsWith("#");
    boolean self = parts[0].equals("this");
    Seen now = frame.self;
    if (param) {
      int n = Integer.parseInt(parts[0].substring(1));
      now = n < frame.arguments.size() ? frame.arguments.get(n) : NOTHING;
    }
    for (int i = param || self ? 1 : 0; i < parts.length; i++) {
      now = i == 0 ? named(parts[0], frame) : part(now, parts[i]);
    }
    return now;
  }

  /** A field of the class or of one around it. */
  private Seen named(String field, Frame frame) {
    Seen own = part(frame.self, field);
    Seen around = own == NOTHING && frame.outer != NOTHING ? part(frame.outer, field) : own;
    ClassInfo info = frame.self.type().isClass() ? types.find(frame.self.type().name()) : null;
    while (around == NOTHING && info != null && info.outer() != null) {
      around = part(new Seen(TypeRef.of(info.outer()), Path.UNKNOWN, null, null), field);
      info = types.find(info.outer());
    }
    return around;
  }

  private Seen part(Seen of, String name) {
    if (name.endsWith("()")) {
      boolean known = types.isA(of.type, READ_WRITE);
      LockKey.Kind side = name.startsWith("read") ? LockKey.Kind.READ : LockKey.Kind.WRITE;
      return known ? new Seen(TypeRef.of(LOCK), of.path, side, null) : NOTHING;
    }
    FieldInfo f = of.type.isClass() ? types.fieldOf(of.type, name) : null;
    if (f == null) {
      return NOTHING;
    }
    Path owner = f.isStatic() ? Path.STATIC : of.path;
    // What cannot be reached from here still has a name.
    Path path = owner.isUnknown() ? new Path("?", List.of(f.symbol())) : owner.field(f.symbol());
    return new Seen(f.type(), path, null, null);
  }

  private LockKey taken(String call, Seen on) {
    return switch (call) {
      case "lock", "lockInterruptibly" -> lock(on);
      case "readLock", "readLockInterruptibly" -> stamped(on, LockKey.Kind.READ);
      case "writeLock", "writeLockInterruptibly" -> stamped(on, LockKey.Kind.WRITE);
      case "acquire", "acquireUninterruptibly" -> semaphore(on);
      default -> null;
    };
  }

  private LockKey given(String call, Seen on) {
    return switch (call) {
      case "unlock" -> types.isA(on.type, STAMPED) ? stamped(on, LockKey.Kind.WRITE) : lock(on);
      case "unlockRead" -> stamped(on, LockKey.Kind.READ);
      case "unlockWrite" -> stamped(on, LockKey.Kind.WRITE);
      case "release" -> semaphore(on);
      default -> null;
    };
  }

  private LockKey tried(LockStep step, Frame frame) {
    Seen on = seen(step.on(), frame);
    return switch (step.call().substring(LockStep.TRIED.length())) {
      case "tryLock" -> lock(on);
      case "tryReadLock" -> stamped(on, LockKey.Kind.READ);
      case "tryWriteLock" -> stamped(on, LockKey.Kind.WRITE);
      case "tryAcquire" -> semaphore(on);
      default -> null;
    };
  }

  private LockKey lock(Seen on) {
    if (!types.isA(on.type, LOCK)) {
      return null;
    } else if (on.written != null) {
      return names.lock(on.written);
    } else if (on.side != null) {
      return key(on.side, on.path);
    }
    FieldInfo whole = on.path.last() == null ? null : sides(on.path.last());
    if (whole == null) {
      return key(LockKey.Kind.LOCK, on.path);
    }
    boolean reads = on.type.name().endsWith("ReadLock");
    List<String> fields = new ArrayList<>(on.path.fields());
    fields.set(fields.size() - 1, whole.symbol());
    return key(reads ? LockKey.Kind.READ : LockKey.Kind.WRITE, new Path(on.path.root(), fields));
  }

  /** The one read/write lock beside a field that may hold one of its sides; or null. */
  private FieldInfo sides(String symbol) {
    int dot = symbol.lastIndexOf('.');
    ClassInfo owner = types.find(symbol.substring(0, dot));
    FieldInfo side = owner == null ? null : owner.field(symbol.substring(dot + 1));
    boolean may =
        side != null
            && side.isFinal()
            && (side.type().isClass(LOCK) || side.type().name().matches(".*(Read|Write)Lock"));
    FieldInfo whole = null;
    for (FieldInfo f : may ? owner.fields().values() : List.<FieldInfo>of()) {
      if (types.isA(f.type(), READ_WRITE) && f.isStatic() == side.isStatic()) {
        if (whole != null) {
          return null;
        }
        whole = f;
      }
    }
    return whole;
  }

  private LockKey stamped(Seen on, LockKey.Kind kind) {
    return types.isA(on.type, STAMPED) ? key(kind, on.path) : null;
  }

  private LockKey semaphore(Seen on) {
    boolean signal = on.written != null && names.isSignal(on.written);
    return types.isA(on.type, SEMAPHORE) && !signal ? key(LockKey.Kind.SEMAPHORE, on.path) : null;
  }

  private static LockKey key(LockKey.Kind kind, Path path) {
    String symbol = path.last() == null ? "?" : path.last();
    return new LockKey(kind, symbol, path.isUnknown() ? Path.UNKNOWN : path);
  }
}
