package io.conccheck.cli.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The agent as a file. It lies inside conccheck's jar and is laid down once a version in the user's
 * cache, under a name made of its content, and never deleted: a JVM that a watched program leaves
 * running may start another one much later, and that one would not start without the file.
 */
public final class AgentJar {

  private static final String RESOURCE = "META-INF/conccheck/conccheck-agent.jar";

  private AgentJar() {}

  /**
   * The agent's path.
   *
   * @throws IOException if it can be written neither to the cache nor to the temporary folder
   */
  public static Path file() throws IOException {
    byte[] content = content();
    String name = "conccheck-agent-" + digest(content) + ".jar";
    return laidDown(Cache.folder("agent").resolve(name), content);
  }

  private static byte[] content() throws IOException {
    try (InputStream in = AgentJar.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException("this conccheck has no agent inside; run the packaged jar");
      }
      return in.readAllBytes();
    }
  }

  private static Path laidDown(Path file, byte[] content) throws IOException {
    if (Files.isRegularFile(file) && digest(Files.readAllBytes(file)).equals(digest(content))) {
      return file;
    }
    Path part = Files.createTempFile(file.getParent(), "conccheck-agent", ".part");
    try {
      Files.write(part, content);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
    return file;
  }

  private static String digest(byte[] content) {
    try {
      byte[] sha = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(sha, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
