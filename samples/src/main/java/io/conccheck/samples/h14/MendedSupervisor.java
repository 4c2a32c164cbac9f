package io.conccheck.samples.h14;

import java.io.IOException;

/** The shell stays and collects its own child. */
public final class MendedSupervisor {

  private MendedSupervisor() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    ProcessBuilder b = new ProcessBuilder("sh", "-c", "sleep 0.1 & wait; sleep 0.1").inheritIO();
    int status = b.start().waitFor();
    System.out.println("supervisor ended with " + status);
  }
}
