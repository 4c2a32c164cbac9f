package io.conccheck.agent.weave;

import java.util.Set;
import java.util.TreeSet;
import net.bytebuddy.jar.asm.ClassReader;

/**
 * Looks up how large the methods of a class are, without a visit of their code (JVMS 4.1, 4.6 and
 * 4.7.3: a method's attributes tell their lengths, and its code begins with its sizes).
 */
final class CodeSizes {

  private static final String CODE = "Code";

  private final ClassReader reader;
  private final char[] buffer;
  private int at;
  private int length; // of the code of the method that was passed last, in bytes; 0 for none

  private CodeSizes(ClassReader reader) {
    this.reader = reader;
    this.buffer = new char[reader.getMaxStringLength()];
    this.at = reader.header + 6; // behind access flags, this and super class
  }

  /** The methods with more code than that many bytes, by name and descriptor. */
  static Set<String> over(ClassReader reader, int bytes) {
    Set<String> found = new TreeSet<>();
    CodeSizes sizes = new CodeSizes(reader).pastFields();
    for (int methods = sizes.two(); methods > 0; methods--) {
      int at = sizes.at;
      sizes.member();
      if (sizes.length > bytes) {
        found.add(sizes.text(at + 2) + sizes.text(at + 4));
      }
    }
    return found;
  }

  private String text(int where) {
    return reader.readUTF8(where, buffer);
  }

  private CodeSizes pastFields() {
    int interfaces = two();
    at += 2 * interfaces;
    for (int fields = two(); fields > 0; fields--) {
      member();
    }
    return this;
  }

  /** The locals of each method in the order of the class file; 0 for one without code. */
  static int[] maxLocals(ClassReader reader) {
    CodeSizes sizes = new CodeSizes(reader).pastFields();
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
    length = 0;
    for (int attributes = two(); attributes > 0; attributes--) {
      if (CODE.equals(reader.readUTF8(at, buffer))) {
        locals = reader.readUnsignedShort(at + 8);
        length = reader.readInt(at + 10);
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
