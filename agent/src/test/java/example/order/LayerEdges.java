package example.order;

import static example.order.unseen.Turns.inTurn;

import example.order.unseen.Turns;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Streams of the program's own below those of the JDK, whose locks keep threads apart though
 * nothing says so: fields ending in Note are ordered by that alone, those in Racy are not at all.
 */
public final class LayerEdges {

  static int lockedClean;
  static int printedNote;
  static int bufferedNote;
  static int encodedNote;
  static int writtenNote;
  static int readNote;
  static int twoPrintersRacy;
  static int besideRacy;

  private LayerEdges() {}

  /** Does something for each byte. */
  private static final class Out extends OutputStream {
    private final Runnable each;

    Out(Runnable each) {
      this.each = each;
    }

    @Override
    public void write(int b) {
      each.run();
    }
  }

  /** Does something for each piece. */
  private static final class Text extends Writer {
    private final Runnable each;

    Text(Runnable each) {
      this.each = each;
    }

    @Override
    public void write(char[] text, int from, int length) {
      each.run();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /** Does something for each look. */
  private static final class In extends Reader {
    private final Runnable each;

    In(Runnable each) {
      this.each = each;
    }

    @Override
    public int read(char[] into, int from, int length) {
      each.run();
      return -1;
    }

    @Override
    public void close() {}
  }

  public static void main(String[] args) {
    Object lock = new Object();
    PrintStream locked = new PrintStream(new Out(() -> lockedClean++), true);
    Turns.Body print =
        () -> {
          synchronized (lock) {
            locked.print("one");
          }
        };
    inTurn(print, print);
    PrintStream printer = new PrintStream(new Out(() -> printedNote++), true);
    inTurn(() -> printer.print("one"), () -> printer.print("two"));
    OutputStream buffered = new BufferedOutputStream(new Out(() -> bufferedNote++), 1);
    inTurn(() -> buffered.write(new byte[3]), () -> buffered.write(new byte[3]));
    Writer encoder =
        new OutputStreamWriter(new Out(() -> encodedNote++), StandardCharsets.US_ASCII);
    inTurn(() -> write(encoder), () -> write(encoder));
    Writer writer = new PrintWriter(new BufferedWriter(new Text(() -> writtenNote++)));
    inTurn(() -> write(writer), () -> write(writer));
    BufferedReader reader = new BufferedReader(new In(() -> readNote++));
    inTurn(reader::readLine, reader::readLine);
    Out shared = new Out(() -> twoPrintersRacy++);
    PrintStream one = new PrintStream(shared, true);
    PrintStream other = new PrintStream(shared, true);
    inTurn(() -> one.print("one"), () -> other.print("two"));
    PrintStream half = new PrintStream(new Out(() -> besideRacy++), true);
    inTurn(() -> half.print("one"), () -> besideRacy++);
  }

  private static void write(Writer w) throws Exception {
    w.write("one");
    w.flush();
  }
}
