package io.conccheck.agent.weave.loops;

/**
 * One access that happens each time round a loop and is told when the loop is left.
 *
 * <p>Of an array that need not be the same in every round, the one of the first round is kept, and
 * compared each time: an access to another one is told at once, as are all that follow.
 *
 * <p>A column is one and the same index of many rows, arrays that lie side by side in another one,
 * which the loop goes along and does not write to. They are told by what {@link #rows} says of that
 * one.
 */
final class Deferred {

  /** What is known of the array. */
  enum Array {
    /** None: the access is one to a field of this object or a static one. */
    FIELD,
    /** A local that does not change in the loop. */
    LOCAL,
    /** Likely the same in every round. */
    VALUE,
    /** Likely the same, and what it is can be looked up before the loop. */
    PEEKED,
    /** Another one each time, from an array of arrays. */
    COLUMN
  }

  final int ordinal;
  final boolean write;
  final Array array;
  final Expr of; // the array
  final Expr index;
  final int stride;
  Deferred rows; // of a column: the access that its arrays come from
  int arrayLocal = -1;
  int firstLocal = -1;
  int site;

  private Deferred(int ordinal, boolean write, Array array, Expr of, Expr index, int stride) {
    this.ordinal = ordinal;
    this.write = write;
    this.array = array;
    this.of = of;
    this.index = index;
    this.stride = stride;
  }

  static Deferred field(int ordinal, boolean write) {
    return new Deferred(ordinal, write, Array.FIELD, null, null, 0);
  }

  static Deferred element(
      int ordinal, boolean write, Array array, Expr of, Expr index, int stride) {
    return new Deferred(ordinal, write, array, of, index, stride);
  }

  static Deferred column(int ordinal, boolean write, Expr of, Expr index) {
    return new Deferred(ordinal, write, Array.COLUMN, of, index, 0);
  }

  boolean isField() {
    return array == Array.FIELD;
  }

  boolean isColumn() {
    return array == Array.COLUMN;
  }

  /** True if what the array is can be told before the loop. */
  boolean isKnown() {
    return array == Array.LOCAL || array == Array.PEEKED;
  }

  /** True if the array of each access is compared with that of the first. */
  boolean isCompared() {
    return array == Array.VALUE || array == Array.PEEKED;
  }
}
