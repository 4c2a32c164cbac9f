package io.conccheck.agent.detect.race;

import io.conccheck.agent.boot.Borrowed;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.state.Tables;
import io.conccheck.agent.state.Variables;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps which references a thread reads without order from who wrote them, so that what is reached
 * behind them through a final field is known to be ordered. For the racing thread.
 */
final class Publication {

  private record Absent() {}

  private final ConcurrentHashMap<Integer, Object> handles = new ConcurrentHashMap<>();

  /** The thread is about to read that variable, which an unordered write of that word has left. */
  void read(ThreadState ts, long word, Object owner, int variable) {
    if (variable < 0) {
      boolean numbers = owner instanceof java.nio.Buffer;
      if (owner != null && !owner.getClass().isArray() && !numbers || owner instanceof Object[]) {
        Borrowed.add(ts, word, null, owner); // an element, or something in a collection
      }
      return;
    }
    Variables.Variable v = Tables.VARIABLES.at(variable);
    if (v.descriptor().charAt(0) == 'L' || v.descriptor().charAt(0) == '[') {
      Object handle = handles.get(variable);
      if (handle == null) {
        handle = handle(v, owner);
        handles.put(variable, handle);
      }
      if (handle instanceof VarHandle h) {
        Object value = v.isStatic() ? h.getVolatile() : h.getVolatile(owner);
        if (value == null) {
          Borrowed.expect(ts, word); // its write may not be through
        } else {
          Borrowed.add(ts, word, owner, value);
        }
      }
    }
  }

  private static Object handle(Variables.Variable v, Object owner) {
    try {
      Class<?> c = declaring(v, owner);
      MethodHandles.Lookup in = MethodHandles.privateLookupIn(c, MethodHandles.lookup());
      return in.unreflectVarHandle(c.getDeclaredField(v.name()));
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      return new Absent(); // out of reach: races behind it are told as they come
    }
  }

  private static Class<?> declaring(Variables.Variable v, Object owner)
      throws ClassNotFoundException {
    if (v.isStatic()) {
      return Class.forName(v.owner(), false, v.loader().get());
    }
    Class<?> c = owner.getClass();
    while (c != null && !c.getName().equals(v.owner())) {
      c = c.getSuperclass();
    }
    if (c == null) {
      throw new ClassNotFoundException(v.owner());
    }
    return c;
  }
}
