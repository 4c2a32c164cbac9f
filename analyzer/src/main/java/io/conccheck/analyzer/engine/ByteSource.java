package io.conccheck.analyzer.engine;

import java.nio.charset.StandardCharsets;

/** Reads what a {@link ByteSink} has collected, in the same order. For use by one thread. */
final class ByteSource {

  private final byte[] bytes;
  private final String[] strings;
  private int at;

  ByteSource(byte[] bytes, String self) {
    this.bytes = bytes;
    int count = (int) number();
    if (count < 0 || count > bytes.length) {
      throw new IllegalArgumentException("torn");
    }
    strings = new String[count + 2];
    strings[1] = self;
    for (int i = 2; i < strings.length; i++) {
      int length = (int) number();
      strings[i] = new String(bytes, at, length, StandardCharsets.UTF_8);
      at += length;
    }
  }

  long number() {
    long n = 0;
    int shift = 0;
    byte b;
    do {
      b = bytes[at++];
      n |= (b & 0x7FL) << shift;
      shift += 7;
    } while (b < 0);
    return n;
  }

  String string() {
    return strings[(int) number()];
  }
}
