package io.conccheck.analyzer.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Digests of 128 bits over contents, against accidents, not against attackers: who can write into
 * the sources need not trick a cache. Two lanes of multiply and rotate over eight bytes at a time,
 * each ended by the finishing steps of MurmurHash3 (Appleby); SHA-256 by the first compiler alone
 * costs ten times as much. Immutable.
 */
final class ContentDigest {

  /** Length of a digest. */
  static final int BYTES = 16;

  private static final long A = 0x87C37B91114253D5L;
  private static final long B = 0x4CF5AD432745937FL;

  private ContentDigest() {}

  /** The digest of parts; where one ends and the next begins counts too. */
  static byte[] of(byte[]... parts) {
    long one = 0x9E3779B97F4A7C15L;
    long two = 0xC2B2AE3D27D4EB4FL;
    for (byte[] part : parts) {
      ByteBuffer in = ByteBuffer.wrap(part).order(ByteOrder.LITTLE_ENDIAN);
      one = step(one, part.length, A);
      two = step(two, part.length, B);
      while (in.remaining() >= Long.BYTES) {
        long word = in.getLong();
        one = step(one, word, A);
        two = step(two, word, B);
      }
      long rest = 0;
      while (in.hasRemaining()) {
        rest = rest << Byte.SIZE | in.get() & 0xFF;
      }
      one = step(one, rest, A);
      two = step(two, rest, B);
    }
    long first = end(one + Long.rotateLeft(two, 32));
    return ByteBuffer.allocate(BYTES).putLong(first).putLong(end(two ^ first)).array();
  }

  private static long step(long state, long word, long factor) {
    return Long.rotateLeft((state ^ word * factor) * (factor | 1), 31) + factor;
  }

  private static long end(long state) {
    long h = (state ^ state >>> 33) * 0xFF51AFD7ED558CCDL;
    h = (h ^ h >>> 33) * 0xC4CEB9FE1A85EC53L;
    return h ^ h >>> 33;
  }

  /** Half of the digest. */
  static long number(byte[] bytes) {
    return ByteBuffer.wrap(of(bytes)).getLong();
  }
}
