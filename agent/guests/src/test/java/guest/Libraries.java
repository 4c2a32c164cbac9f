package guest;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Loads and links every class of the jars in a folder; prints those that the JVM refuses. */
public final class Libraries {

  private Libraries() {}

  public static void main(String[] args) throws Exception {
    List<URL> urls = new ArrayList<>();
    List<String> names = new ArrayList<>();
    File[] jars = new File(args[0]).listFiles((d, n) -> n.endsWith(".jar"));
    for (File f : jars) {
      urls.add(f.toURI().toURL());
      try (JarFile jar = new JarFile(f)) {
        jar.stream().map(JarEntry::getName).filter(Libraries::isClass).forEach(names::add);
      }
    }
    int linked = 0;
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      for (String name : names) {
        String dotted = name.substring(0, name.length() - ".class".length()).replace('/', '.');
        try {
          Class.forName(dotted, false, loader).getDeclaredMethods(); // links and verifies
          linked++;
        } catch (Throwable t) {
          System.out.println("refused " + dotted + " " + t.getClass().getName());
        }
      }
    }
    System.out.println("libraries " + jars.length + " classes " + names.size());
    System.out.println("linked " + linked);
  }

  private static boolean isClass(String entry) {
    return entry.endsWith(".class")
        && !entry.startsWith("META-INF")
        && !entry.endsWith("module-info.class");
  }
}
