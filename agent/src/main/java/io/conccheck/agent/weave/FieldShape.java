package io.conccheck.agent.weave;

import net.bytebuddy.jar.asm.Opcodes;

/**
 * A field as the class file declares it.
 *
 * @param tag tells the field apart from others of its class: its name, unless a class shrunk by a
 *     tool has several fields of one name and different types
 */
record FieldShape(String owner, String name, String descriptor, int access, String tag) {

  boolean isStatic() {
    return (access & Opcodes.ACC_STATIC) != 0;
  }

  boolean isFinal() {
    return (access & Opcodes.ACC_FINAL) != 0;
  }

  boolean isVolatile() {
    return (access & Opcodes.ACC_VOLATILE) != 0;
  }

  /**
   * Final fields are never checked, and neither are those that another agent or a compiler added.
   */
  boolean isWatched() {
    return !isFinal() && !isInstrumentation();
  }

  private boolean isInstrumentation() {
    return (access & Opcodes.ACC_SYNTHETIC) != 0 && name.startsWith("$");
  }
}
