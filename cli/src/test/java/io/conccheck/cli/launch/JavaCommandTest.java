package io.conccheck.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaCommandTest {

  private static String with(String command) {
    return String.join(" ", JavaCommand.withOption(List.of(command.split(" ")), "AGENT"));
  }

  @ParameterizedTest
  @CsvSource({
    "java Main a -jar b, java AGENT Main a -jar b",
    "java -Xmx1g -cp a:b Main -cp c, java -Xmx1g -cp a:b AGENT Main -cp c",
    "java -javaagent:x.jar=y -jar app.jar, java -javaagent:x.jar=y AGENT -jar app.jar",
    "java --module-path mods -m shop/com.acme.Main, java --module-path mods AGENT -m shop/com.acme.Main",
    "java --add-opens java.base/java.lang=ALL-UNNAMED --add-modules=ALL-SYSTEM --module=a/b x, "
        + "java --add-opens java.base/java.lang=ALL-UNNAMED --add-modules=ALL-SYSTEM AGENT --module=a/b x",
    "java --class-path x Main.java, java --class-path x AGENT Main.java",
    "java -version, java -version AGENT",
    "java, java AGENT"
  })
  void theAgentComesAfterTheOptionsAndBeforeTheProgram(String command, String expected) {
    assertThat(with(command)).isEqualTo(expected);
  }

  @Test
  void argumentFilesAreLookedInto(@TempDir Path folder) throws IOException {
    Path options = Files.writeString(folder.resolve("o"), "-Xmx1g\n-cp x\n");
    Path all = Files.writeString(folder.resolve("all"), "-Xmx1g\n-cp x Main\n");
    assertThat(with("java @" + options + " Main")).isEqualTo("java @" + options + " AGENT Main");
    assertThat(with("java @" + all + " b")).isEqualTo("java AGENT @" + all + " b");
  }

  @ParameterizedTest
  @CsvSource({
    "java,true",
    "/usr/bin/java,true",
    "C:/jdk/bin/java.exe,true",
    "javac,false",
    "mvn,false",
    "/,false"
  })
  void knowsTheLauncherByItsName(String word, boolean is) {
    assertThat(JavaCommand.is(List.of(word))).isEqualTo(is);
  }
}
