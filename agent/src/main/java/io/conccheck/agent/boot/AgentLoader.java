package io.conccheck.agent.boot;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Loads the agent's own classes from {@code core/} of the agent jar, where the application's
 * loaders cannot find them. Its parent is the platform loader: nothing of the class path is seen
 * from here. Safe for use by several threads.
 */
public final class AgentLoader extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  private static final String ROOT = "core/";
  private static final String OWN = "io.conccheck.";
  private static final String BOOT = "io.conccheck.agent.boot.";

  private final ZipFile jar; // never closed: classes are read for as long as the JVM lives

  private AgentLoader(ZipFile jar) {
    super("conccheck", ClassLoader.getPlatformClassLoader());
    this.jar = jar;
  }

  /**
   * A loader over that agent jar.
   *
   * @throws IOException if the jar cannot be read
   */
  public static ClassLoader open(File jar) throws IOException {
    return new AgentLoader(new ZipFile(jar));
  }

  /** Path of the agent jar. */
  public String jarPath() {
    return jar.getName();
  }

  /** What is ours is looked for here at once: no other loader has it. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OWN) || name.startsWith(BOOT)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes;
    try {
      bytes = bytes(name.replace('.', '/').concat(".classdata"));
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  @Override
  protected URL findResource(String name) {
    ZipEntry entry = jar.getEntry(ROOT.concat(name));
    if (entry == null || entry.isDirectory()) {
      return null;
    }
    try {
      return new URL(null, "conccheck:".concat(name), new Handler(name));
    } catch (MalformedURLException e) {
      return null;
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL url = findResource(name);
    return url == null
        ? Collections.<URL>emptyEnumeration()
        : Collections.enumeration(Collections.singletonList(url));
  }

  /** The bytes of that entry below {@code core/}, or null if there is none. */
  byte[] bytes(String name) throws IOException {
    ZipEntry entry = jar.getEntry(ROOT.concat(name));
    if (entry == null) {
      return null;
    }
    byte[] bytes = new byte[(int) entry.getSize()];
    InputStream in = jar.getInputStream(entry);
    try {
      if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
        throw new EOFException(entry.getName());
      }
    } finally {
      in.close();
    }
    return bytes;
  }

  /** The JDK's own handler for nested jar entries would open, cache and verify the jar again. */
  private final class Handler extends URLStreamHandler {
    private final String name;

    Handler(String name) {
      this.name = name;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() throws IOException {
          return new ByteArrayInputStream(bytes(name));
        }
      };
    }
  }
}
