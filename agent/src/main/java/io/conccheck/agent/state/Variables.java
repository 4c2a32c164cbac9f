package io.conccheck.agent.state;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;

/** Numbers the watched fields. */
public final class Variables {

  /**
   * A watched field.
   *
   * @param owner dotted binary name of the declaring class
   * @param name field name
   * @param descriptor type as in the class file
   * @param isStatic true for a static field
   * @param loader the class loader of the declaring class, as long as it lives
   */
  public record Variable(
      String owner,
      String name,
      String descriptor,
      boolean isStatic,
      Reference<ClassLoader> loader) {

    /** {@code com.acme.Cache.size}. */
    public String symbol() {
      return owner + "." + name;
    }
  }

  private final List<Variable> variables = new ArrayList<>(); // guarded by this

  /** A number for the field. */
  public synchronized int add(Variable v) {
    variables.add(v);
    return variables.size() - 1;
  }

  /** The field of that number. */
  public synchronized Variable at(int number) {
    return variables.get(number);
  }
}
