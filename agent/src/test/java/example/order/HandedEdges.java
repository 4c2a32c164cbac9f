package example.order;

import example.order.unseen.Turns;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.CharArrayWriter;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Arrays, texts and buffers that methods of the JDK are handed, which read or write them out of
 * sight: just so much of them as the call tells.
 */
public final class HandedEdges {

  static byte[] streamedIntoRacy = new byte[8];
  static byte[] streamedIntoClean = new byte[8];
  static byte[] lessThanAskedClean = new byte[8];
  static byte[] deflatedIntoRacy = new byte[32];
  static byte[] randomRacy = new byte[8];
  static byte[] summedRacy = new byte[8];
  static byte[] summedClean = new byte[8];
  static byte[] encodedRacy = new byte[8];
  static byte[] bigRacy = new byte[8];
  static byte[] keptClean = new byte[8];
  static char[] readIntoRacy = new char[8];
  static char[] charsRacy = new char[8];
  static char[] charsClean = new char[8];
  static char[] insertedRacy = new char[8];
  static char[] insertedClean = new char[8];
  static char[] writtenRacy = new char[8];
  static Object[] fromListRacy = new Object[4];
  static Object[] fromListClean = new Object[4];
  static Object[] formattedRacy = {1};
  static StringBuilder shownRacy = new StringBuilder("a");
  static StringBuilder askedRacy = new StringBuilder("a");
  static StringBuilder matchedRacy = new StringBuilder("a");
  static StringBuilder lockedClean = new StringBuilder("a");

  static ByteBuffer directRacy = ByteBuffer.allocateDirect(16);
  static ByteBuffer directClean = ByteBuffer.allocateDirect(16);
  static ByteBuffer slicedRacy = ByteBuffer.allocateDirect(16);
  static ByteBuffer slicedClean = ByteBuffer.allocateDirect(16);
  static ByteBuffer asIntsRacy = ByteBuffer.allocate(16);
  static ByteBuffer asIntsClean = ByteBuffer.allocate(16);
  static ByteBuffer asLongsRacy = ByteBuffer.allocateDirect(16);
  static ByteBuffer readOnlyRacy = ByteBuffer.allocate(16);
  static ByteBuffer twinRacy = ByteBuffer.allocate(16);
  static ByteBuffer twinClean = ByteBuffer.allocate(16);
  static ByteBuffer bulkRacy = ByteBuffer.allocate(16);
  static ByteBuffer bulkClean = ByteBuffer.allocate(16);
  static ByteBuffer sourceRacy = ByteBuffer.allocate(4);
  static byte[] gotRacy = new byte[8];
  static byte[] wrappedRacy = new byte[8];
  static char[] spelledRacy = new char[8];

  private HandedEdges() {}

  private static void use(int number) {
    Turns.keep(number);
  }

  private static CharSequence text(CharSequence text) {
    return text;
  }

  public static void main(String[] args) {
    filled();
    read();
    texts();
    buffers();
    views();
  }

  private static void filled() {
    ByteArrayInputStream in = new ByteArrayInputStream(new byte[8]);
    Turns.inTurn(() -> in.read(streamedIntoRacy), () -> use(streamedIntoRacy[3]));
    ByteArrayInputStream part = new ByteArrayInputStream(new byte[8]);
    Turns.inTurn(() -> part.read(streamedIntoClean, 0, 3), () -> use(streamedIntoClean[3]));
    ByteArrayInputStream little = new ByteArrayInputStream(new byte[3]);
    Turns.inTurn(() -> little.read(lessThanAskedClean), () -> use(lessThanAskedClean[3]));
    Turns.inTurn(HandedEdges::deflate, () -> use(deflatedIntoRacy[0]));
    Turns.inTurn(() -> new Random(1).nextBytes(randomRacy), () -> use(randomRacy[0]));
    Turns.inTurn(() -> new StringReader("abc").read(readIntoRacy), () -> use(readIntoRacy[2]));
    Turns.inTurn(() -> "abcd".getChars(1, 3, charsRacy, 2), () -> use(charsRacy[3]));
    Turns.inTurn(() -> "abcd".getChars(1, 3, charsClean, 2), () -> use(charsClean[4]));
    List<Integer> two = new ArrayList<>(List.of(1, 2));
    Turns.inTurn(() -> two.toArray(fromListRacy), () -> Turns.keep(fromListRacy[1]));
    Turns.inTurn(() -> two.toArray(fromListClean), () -> Turns.keep(fromListClean[3]));
  }

  private static void deflate() {
    Deflater d = new Deflater();
    d.setInput(new byte[4]);
    d.finish();
    d.deflate(deflatedIntoRacy);
    d.end();
  }

  private static void read() {
    Turns.inTurn(() -> summedRacy[3]++, () -> new CRC32().update(summedRacy, 0, 4));
    Turns.inTurn(() -> summedClean[4]++, () -> new CRC32().update(summedClean, 0, 4));
    Turns.inTurn(() -> encodedRacy[3]++, () -> Base64.getEncoder().encode(encodedRacy));
    Turns.inTurn(() -> bigRacy[3]++, () -> Turns.keep(new BigInteger(bigRacy)));
    Turns.inTurn(() -> keptClean[3]++, () -> Turns.keep(new ByteArrayInputStream(keptClean)));
    Turns.inTurn(() -> insertedRacy[1]++, () -> new StringBuilder().append(insertedRacy));
    Turns.inTurn(
        () -> insertedClean[1]++, () -> new StringBuilder().append(insertedClean, 2, 3).reverse());
    Turns.inTurn(() -> writtenRacy[1]++, () -> new CharArrayWriter().write(writtenRacy, 1, 2));
    Turns.inTurn(() -> formattedRacy[0] = 2, () -> Turns.keep(String.format("%s", formattedRacy)));
    Turns.inTurn(() -> gotRacy[1]++, () -> new ByteArrayOutputStream().writeBytes(gotRacy));
  }

  private static void texts() {
    Turns.inTurn(() -> shownRacy.append("b"), () -> Turns.keep(String.format("%s", shownRacy)));
    Turns.inTurn(() -> askedRacy.append("b"), () -> use(text(askedRacy).charAt(0)));
    Turns.inTurn(
        () -> matchedRacy.append("b"), () -> Pattern.compile("a").matcher(matchedRacy).find());
    Turns.Body locked =
        () -> {
          synchronized (lockedClean) {
            use(text(lockedClean).charAt(0));
            Turns.keep(String.format("%s", lockedClean.append("b")));
          }
        };
    Turns.inTurn(locked, locked);
  }

  private static void buffers() {
    Turns.inTurn(() -> directRacy.put(3, (byte) 1), () -> use(directRacy.get(3)));
    Turns.inTurn(() -> directClean.put(3, (byte) 1), () -> use(directClean.get(4)));
    ByteBuffer racy = twinRacy.duplicate();
    Turns.inTurn(() -> twinRacy.put(0, (byte) 1), () -> use(racy.get()));
    ByteBuffer clean = twinClean.duplicate();
    Turns.inTurn(() -> twinClean.put(1, (byte) 1), () -> use(clean.get()));
    ByteBuffer bulk = bulkRacy.duplicate();
    Turns.inTurn(() -> bulk.put(new byte[4]), () -> use(bulkRacy.get(3)));
    ByteBuffer few = bulkClean.duplicate();
    Turns.inTurn(() -> few.put(new byte[8], 0, 4), () -> use(bulkClean.get(4)));
    ByteBuffer from = sourceRacy.duplicate();
    Turns.inTurn(() -> sourceRacy.put(1, (byte) 1), () -> ByteBuffer.allocate(8).put(from));
  }

  private static void views() {
    ByteBuffer slice = slicedRacy.slice(4, 8);
    Turns.inTurn(() -> slicedRacy.put(5, (byte) 1), () -> use(slice.get(1)));
    ByteBuffer beside = slicedClean.slice(4, 8);
    Turns.inTurn(() -> slicedClean.put(1, (byte) 1), () -> use(beside.get(1)));
    IntBuffer ints = asIntsRacy.asIntBuffer();
    Turns.inTurn(() -> ints.put(1, 7), () -> use(asIntsRacy.get(4)));
    IntBuffer others = asIntsClean.asIntBuffer();
    Turns.inTurn(() -> others.put(1, 7), () -> use(asIntsClean.get(8)));
    LongBuffer longs = asLongsRacy.asLongBuffer();
    Turns.inTurn(() -> longs.put(1, 7), () -> use(asLongsRacy.get(8)));
    ByteBuffer readOnly = readOnlyRacy.asReadOnlyBuffer();
    Turns.inTurn(() -> readOnlyRacy.put(5, (byte) 1), () -> use(readOnly.get(5)));
    Turns.inTurn(
        () -> ByteBuffer.wrap(wrappedRacy, 2, 4).slice().put((byte) 1), () -> use(wrappedRacy[2]));
    Turns.inTurn(
        () -> spelledRacy[1] = 'a', () -> Turns.keep(CharBuffer.wrap(spelledRacy).toString()));
  }
}
