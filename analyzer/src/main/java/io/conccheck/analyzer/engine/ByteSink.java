package io.conccheck.analyzer.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Collects numbers and strings as bytes: numbers in groups of seven bits, each string once. For use
 * by one thread.
 */
final class ByteSink {

  private static final int SELF = 1;

  private final String self;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(4096);
  private final ByteArrayOutputStream strings = new ByteArrayOutputStream(4096);
  private final Map<String, Integer> places = new HashMap<>();

  ByteSink(String self) {
    this.self = self;
  }

  void number(long n) {
    put(body, n);
  }

  /** A string or null. */
  void string(String s) {
    if (s == null) {
      number(0);
    } else if (s.equals(self)) {
      number(SELF);
    } else {
      Integer place = places.get(s);
      if (place == null) {
        place = places.size() + SELF + 1;
        places.put(s, place);
        byte[] bytes = s.getBytes(StandardCharsets.UTF_8);
        put(strings, bytes.length);
        strings.write(bytes, 0, bytes.length);
      }
      number(place);
    }
  }

  byte[] bytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream(strings.size() + body.size() + 8);
    put(all, places.size());
    all.writeBytes(strings.toByteArray());
    all.writeBytes(body.toByteArray());
    return all.toByteArray();
  }

  private static void put(ByteArrayOutputStream out, long number) {
    long n = number;
    while ((n & ~0x7FL) != 0) {
      out.write((int) (n & 0x7F | 0x80));
      n >>>= 7;
    }
    out.write((int) n);
  }
}
