package io.conccheck.agent.weave.pairs;

/**
 * What is known of a value on the stack or in a local; two slots of a wide value carry the same.
 *
 * @param looks bits of the looks whose results it was computed from
 * @param acts bits of the acts of which it is itself the result
 * @param made instruction that made the object, or the look whose very result it is, or -1
 * @param origin field that it was loaded from, or null
 * @param constant a literal, boxed or not
 */
record Value(long looks, long acts, int made, String origin, boolean constant) {

  static final Value UNKNOWN = new Value(0, 0, -1, null, false);
  static final Value LITERAL = new Value(0, 0, -1, null, true);

  static Value computed(long looks) {
    return looks == 0 ? UNKNOWN : new Value(looks, 0, -1, null, false);
  }

  /** What is known where control comes from two sides. */
  Value join(Value other) {
    if (equals(other)) {
      return this;
    }
    return new Value(
        looks | other.looks,
        acts | other.acts,
        made == other.made ? made : -1,
        origin != null && origin.equals(other.origin) ? origin : null,
        constant && other.constant);
  }

  Value with(long moreLooks) {
    return new Value(looks | moreLooks, acts, made, origin, constant);
  }
}
