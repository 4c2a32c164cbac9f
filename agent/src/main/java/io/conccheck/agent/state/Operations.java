package io.conccheck.agent.state;

import io.conccheck.findings.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the operations that depend on one another, and those they depend on. */
public final class Operations {

  /**
   * An operation on an atomic, a volatile field or a thread-safe collection.
   *
   * @param frame where it is called
   * @param target the field it was found in, or null if the code does not tell
   * @param name of the method, or null for a volatile field
   */
  public record Operation(Frame frame, String target, String name) {}

  private final List<Operation> operations = new ArrayList<>(); // guarded by this
  private final Map<String, Integer> named = new HashMap<>(); // guarded by this

  /** Numbers them in a row; the number of the first. */
  public synchronized int add(List<Operation> more) {
    operations.addAll(more);
    return operations.size() - more.size();
  }

  /**
   * The number of the operation that goes by that name wherever it is met, made when first asked.
   */
  public synchronized int of(String name, Operation operation) {
    Integer number = named.get(name);
    if (number == null) {
      number = add(List.of(operation));
      named.put(name, number);
    }
    return number;
  }

  /** The operation of that number. */
  public synchronized Operation at(int number) {
    return operations.get(number);
  }
}
