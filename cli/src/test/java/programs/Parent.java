package programs;

import java.nio.file.Path;

/** Starts another JVM with a racy program and waits for it. */
public final class Parent {
  private Parent() {}

  public static void main(String[] args) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    ProcessBuilder child = new ProcessBuilder(java, "-cp", classPath, Racy.class.getName());
    int code = child.inheritIO().start().waitFor();
    System.out.println("child: " + code);
  }
}
