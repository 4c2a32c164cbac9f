package io.conccheck.analyzer.types;

import java.io.DataInputStream;
import java.io.IOException;

/** The parts of a class file's constant pool that declarations need (JVMS 4.4). */
final class ConstantPool {

  private final Object[] entries;

  private ConstantPool(Object[] entries) {
    this.entries = entries;
  }

  static ConstantPool read(DataInputStream in) throws IOException {
    int count = in.readUnsignedShort();
    Object[] entries = new Object[count];
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> entries[i] = in.readUTF();
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipBytes(4);
        case 5, 6 -> {
          in.skipBytes(8);
          i++; // takes two places
        }
        case 7 -> entries[i] = in.readUnsignedShort();
        case 8, 16, 19, 20 -> in.skipBytes(2);
        case 15 -> in.skipBytes(3);
        default -> throw new IOException("unknown constant tag " + tag);
      }
    }
    return new ConstantPool(entries);
  }

  String utf8(int index) throws IOException {
    if (index > 0 && index < entries.length && entries[index] instanceof String s) {
      return s;
    }
    throw new IOException("no text at constant " + index);
  }

  /** Dotted binary name of a class constant, or null for index 0. */
  String className(int index) throws IOException {
    if (index == 0) {
      return null;
    }
    if (index < entries.length && entries[index] instanceof Integer name) {
      return utf8(name).replace('/', '.');
    }
    throw new IOException("no class at constant " + index);
  }
}
