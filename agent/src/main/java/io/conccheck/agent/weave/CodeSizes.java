package io.conccheck.agent.weave;

import net.bytebuddy.jar.asm.ClassReader;

/**
 * Looks up how many locals the methods of a class have, without a visit of their code (JVMS 4.1,
 * 4.6 and 4.7.3: a method's attributes tell their lengths, and its code begins with its sizes).
 */
final class CodeSizes {

  private static final String CODE = "Code";

  private final ClassReader reader;
  private final char[] buffer;
  private int at;

  private CodeSizes(ClassReader reader) {
    this.reader = reader;
    this.buffer = new char[reader.getMaxStringLength()];
    this.at = reader.header + 6; // behind access flags, this and super class
  }

  /** The locals of each method in the order of the class file; 0 for one without code. */
  static int[] maxLocals(ClassReader reader) {
    CodeSizes sizes = new CodeSizes(reader);
    int interfaces = sizes.two();
    sizes.at += 2 * interfaces;
    for (int fields = sizes.two(); fields > 0; fields--) {
      sizes.member();
    }
    int[] all = new int[sizes.two()];
    for (int i = 0; i < all.length; i++) {
      all[i] = sizes.member();
    }
    return all;
  }

  /** Passes over a field or method. */
  private int member() {
    at += 6; // access flags, name and descriptor
    int locals = 0;
    for (int attributes = two(); attributes > 0; attributes--) {
      if (CODE.equals(reader.readUTF8(at, buffer))) {
        locals = reader.readUnsignedShort(at + 8);
      }
      at += 6 + reader.readInt(at + 2);
    }
    return locals;
  }

  private int two() {
    at += 2;
    return reader.readUnsignedShort(at - 2);
  }
}
