package io.conccheck.agent.weave.pairs;

import io.conccheck.agent.state.Numbers;
import net.bytebuddy.jar.asm.Opcodes;

/** Numbers the volatile fields that one method accesses. */
final class VolatileWrites {

  private final Volatiles volatiles;
  private final Numbers numbers;
  private final String constructed; // class whose constructor the method is, or null

  VolatileWrites(Volatiles volatiles, Numbers numbers, String constructed) {
    this.volatiles = volatiles;
    this.numbers = numbers;
    this.constructed = constructed;
  }

  /**
   * The field's number, or -1 if it is not volatile. A constructor's writes of its own object are
   * left out: the object may not be handed to anyone before the super constructor was called.
   */
  int number(int opcode, String owner, String name, String desc) {
    if (opcode == Opcodes.PUTFIELD && owner.equals(constructed)) {
      return -1;
    }
    String symbol = volatiles.symbol(owner, name, desc);
    return symbol == null ? -1 : numbers.of(symbol);
  }
}
