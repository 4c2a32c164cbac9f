package io.conccheck.agent.detect.deadlock.claims;

import io.conccheck.agent.state.UnitMethods;
import java.util.function.Consumer;

/**
 * Methods that the option names: {@code com.acme.Pool.take}, {@code com.acme.Pool.take/give},
 * {@code com.acme.Pool.take/com.acme.Conn.close:8}.
 */
final class NamedMethods implements Consumer<String> {

  /** What a text looks like. */
  static final String FORM = "CLASS.METHOD, such as com.acme.Pool.take";

  private final UnitMethods table;

  NamedMethods(UnitMethods table) {
    this.table = table;
  }

  /**
   * Puts the method and the one that gives back into the table.
   *
   * @throws IllegalArgumentException if the text has not that form
   */
  @Override
  public void accept(String text) {
    int colon = text.indexOf(':');
    int units = colon < 0 ? 0 : Integer.parseInt(text.substring(colon + 1).strip());
    String methods = (colon < 0 ? text : text.substring(0, colon)).strip();
    int slash = methods.indexOf('/');
    String takes = slash < 0 ? methods : methods.substring(0, slash);
    int dot = takes.lastIndexOf('.');
    if (dot < 1 || units < 0) {
      throw new IllegalArgumentException(text);
    }
    String type = takes.substring(0, dot);
    table.add(new UnitMethods.Named(type, takes.substring(dot + 1), true, units));
    if (slash >= 0) {
      String gives = methods.substring(slash + 1);
      int last = gives.lastIndexOf('.');
      table.add(
          new UnitMethods.Named(
              last < 0 ? type : gives.substring(0, last), gives.substring(last + 1), false, 0));
    }
  }
}
