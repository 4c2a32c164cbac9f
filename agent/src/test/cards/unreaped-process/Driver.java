import java.nio.file.Files;
import java.nio.file.Path;

/** Compresses a small file. */
public final class Driver {
  public static void main(String[] args) throws Exception {
    Path file = Files.createTempFile("archive", ".txt");
    Files.writeString(file, "text");
    Archive.compress(file.toString());
    Thread.sleep(1000);
    Files.deleteIfExists(Path.of(file + ".gz"));
  }
}
