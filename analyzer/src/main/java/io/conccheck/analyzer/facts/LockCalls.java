package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import io.conccheck.analyzer.types.Types;

/** Which calls take and give back locks of java.util.concurrent. */
final class LockCalls {

  private static final String LOCK = "java.util.concurrent.locks.Lock";
  private static final String STAMPED = "java.util.concurrent.locks.StampedLock";
  private static final String SEMAPHORE = "java.util.concurrent.Semaphore";

  /** What a call does to a lock. */
  enum Effect {
    ACQUIRE,
    TRY,
    RELEASE
  }

  /** A call and the lock it is about. */
  record LockCall(Effect effect, LockKey key) {}

  private final Types types;
  private final LockNames names;

  LockCalls(Types types, LockNames names) {
    this.types = types;
    this.names = names;
  }

  /** What the call does, or null if it is about no lock. */
  LockCall of(MethodCallExpr call) {
    Expression scope = call.getScope().orElse(null);
    if (scope == null) {
      return null;
    }
    return switch (call.getNameAsString()) {
      case "lock", "lockInterruptibly" -> onLock(call, scope, Effect.ACQUIRE);
      case "tryLock" -> onLock(call, scope, Effect.TRY);
      case "unlock" -> onLock(call, scope, Effect.RELEASE);
      case "readLock", "readLockInterruptibly" ->
          stamped(call, scope, Effect.ACQUIRE, LockKey.Kind.READ);
      case "writeLock", "writeLockInterruptibly" ->
          stamped(call, scope, Effect.ACQUIRE, LockKey.Kind.WRITE);
      case "tryReadLock" -> stamped(call, scope, Effect.TRY, LockKey.Kind.READ);
      case "tryWriteLock" -> stamped(call, scope, Effect.TRY, LockKey.Kind.WRITE);
      case "unlockRead" -> stamped(call, scope, Effect.RELEASE, LockKey.Kind.READ);
      case "unlockWrite" -> stamped(call, scope, Effect.RELEASE, LockKey.Kind.WRITE);
      case "acquire", "acquireUninterruptibly" -> semaphore(call, scope, Effect.ACQUIRE);
      case "tryAcquire" -> semaphore(call, scope, Effect.TRY);
      case "release" -> semaphore(call, scope, Effect.RELEASE);
      default -> null;
    };
  }

  private LockCall onLock(MethodCallExpr call, Expression scope, Effect effect) {
    if (types.isCall(call, LOCK)) {
      return new LockCall(effect, names.lock(scope));
    }
    return effect == Effect.RELEASE ? stamped(call, scope, effect, LockKey.Kind.WRITE) : null;
  }

  private LockCall stamped(
      MethodCallExpr call, Expression scope, Effect effect, LockKey.Kind kind) {
    if (!types.isCall(call, STAMPED)) {
      return null;
    }
    LockKey key = names.monitor(scope);
    return new LockCall(effect, new LockKey(kind, key.symbol(), key.path()));
  }

  /** What {@code tryOptimisticRead} and {@code validate} are about, or null. */
  LockCall optimistic(MethodCallExpr call) {
    boolean begins = call.getNameAsString().equals("tryOptimisticRead");
    boolean ends = call.getNameAsString().equals("validate");
    return (begins || ends) && call.getScope().isPresent()
        ? stamped(
            call,
            call.getScope().get(),
            begins ? Effect.ACQUIRE : Effect.RELEASE,
            LockKey.Kind.OPTIMISTIC)
        : null;
  }

  /**
   * The lock that {@code isHeldByCurrentThread} or {@code Thread.holdsLock} asks about, or null.
   */
  LockKey heldByCurrent(MethodCallExpr call) {
    String name = call.getNameAsString();
    if (name.equals("holdsLock") && types.isCall(call, "java.lang.Thread")) {
      return call.getArguments().isEmpty() ? null : names.monitor(call.getArgument(0));
    }
    boolean own =
        name.matches("is(WriteLocked|Held|WriteLockHeld)?(ByCurrentThread)")
            && call.getScope().isPresent();
    boolean write = own && types.isCall(call, "java.util.concurrent.locks.ReentrantReadWriteLock");
    if (write) {
      LockKey key = names.monitor(call.getScope().get());
      return new LockKey(LockKey.Kind.WRITE, key.symbol(), key.path());
    }
    return own && types.isCall(call, LOCK) ? names.lock(call.getScope().get()) : null;
  }

  private LockCall semaphore(MethodCallExpr call, Expression scope, Effect effect) {
    if (!types.isCall(call, SEMAPHORE) || names.isSignal(scope)) {
      return null;
    }
    LockKey key = names.monitor(scope);
    LockKey.Kind kind =
        names.hasSeveralPermits(scope) ? LockKey.Kind.PERMITS : LockKey.Kind.SEMAPHORE;
    return new LockCall(effect, new LockKey(kind, key.symbol(), key.path()));
  }
}
