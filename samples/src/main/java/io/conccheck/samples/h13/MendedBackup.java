package io.conccheck.samples.h13;

import java.io.IOException;

/** Success is reported once the backup has ended and said so. */
public final class MendedBackup {

  private MendedBackup() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Process backup = new ProcessBuilder("sh", "-c", "sleep 0.1; exit 3").inheritIO().start();
    int status = backup.waitFor();
    System.out.println(status == 0 ? "backup done" : "backup failed with " + status);
  }
}
