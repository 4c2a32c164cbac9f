package io.conccheck.samples.h27;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;

/** One thread writes into the pipe, another reads from it. */
public final class MendedPipe {

  private MendedPipe() {}

  private static void write(PipedOutputStream out) {
    try (out) {
      out.write(new byte[64]);
    } catch (IOException e) {
      System.out.println("the reader is gone");
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    PipedOutputStream out = new PipedOutputStream();
    try (PipedInputStream in = new PipedInputStream(out, 16)) {
      Thread writer = new Thread(() -> write(out), "writer");
      writer.start();
      System.out.println(in.readAllBytes().length + " bytes");
      writer.join();
    }
  }
}
