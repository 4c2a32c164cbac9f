package example.server;

import java.io.File;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;

/** Tomcat, started, asked and properly stopped. */
public final class Tomcats {

  private static final Logger TOMCAT = Logger.getLogger("org.apache");

  private Tomcats() {}

  public static void main(String[] args) throws Exception {
    TOMCAT.setLevel(Level.WARNING);
    File base = Files.createTempDirectory(Path.of("."), "tomcat").toFile();
    Files.writeString(base.toPath().resolve("page.txt"), "page");
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.getPath());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", base.getAbsolutePath());
    Tomcat.addServlet(context, "files", new DefaultServlet());
    context.addServletMappingDecoded("/*", "files");
    tomcat.start();
    URI page = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/page.txt");
    for (int i = 0; i < 50; i++) {
      URLConnection asked = page.toURL().openConnection();
      asked.setReadTimeout(20_000);
      asked.getInputStream().readAllBytes();
    }
    tomcat.stop();
    tomcat.destroy();
    System.out.println("done");
  }
}
