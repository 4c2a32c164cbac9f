package io.conccheck.samples.h27;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;

/** Writes into a pipe and then reads from it, on one thread: the pipe is full before. */
public final class BrokenPipe {

  private BrokenPipe() {}

  private static void copy() {
    try (PipedOutputStream out = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(out, 16)) {
      out.write(new byte[64]); // want source:pipe-on-one-thread, runtime:stranded-wait
      System.out.println(in.readNBytes(64).length + " bytes");
    } catch (IOException e) {
      System.out.println("interrupted");
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread copier = new Thread(BrokenPipe::copy, "copier");
    copier.start();
    copier.join(2_500);
    copier.interrupt();
    copier.join();
  }
}
