package io.conccheck.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentArgumentTest {

  private static AgentArgument argument(String jar, String... pairs) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String p : pairs) {
      options.put(p.substring(0, p.indexOf('=')), p.substring(p.indexOf('=') + 1));
    }
    return new AgentArgument(Path.of(jar), options);
  }

  @Test
  void listsStayListsAndWhatLooksLikeAnOptionIsEscaped() {
    assertThat(argument("/a.jar", "detectors=race,pool", "resource=a,b=c", "quiet=true").word())
        .isEqualTo("-javaagent:/a.jar=detectors=race,pool,resource=a\\,b=c,quiet=true");
    assertThat(argument("/a.jar").word()).isEqualTo("-javaagent:/a.jar");
  }

  @Test
  void blanksAndQuotesAreQuotedForToolOptions() {
    assertThat(argument("/a.jar").quoted()).isEqualTo("-javaagent:/a.jar");
    assertThat(argument("/my files/a.jar").quoted()).isEqualTo("'-javaagent:/my files/a.jar'");
    assertThat(argument("/it's/a.jar").quoted()).isEqualTo("'-javaagent:/it'\"'\"'s/a.jar'");
  }

  @Test
  void aDirectJvmIsToldApartFromThoseBelowIt() {
    Program direct = new Program(java.util.List.of("java", "Main"), argument("/a.jar"));
    Map<String, String> environment = new LinkedHashMap<>(Map.of("JAVA_TOOL_OPTIONS", "-Dx=y"));
    direct.addTo(environment);
    assertThat(direct.prepared()).containsExactly("java", "-javaagent:/a.jar", "Main");
    assertThat(environment.get("JAVA_TOOL_OPTIONS"))
        .isEqualTo("-Dx=y -javaagent:/a.jar=unless-parent=" + ProcessHandle.current().pid());
    Program wrapped = new Program(java.util.List.of("./mvnw"), argument("/a.jar"));
    environment.clear();
    wrapped.addTo(environment);
    assertThat(wrapped.prepared()).containsExactly("./mvnw");
    assertThat(environment.get("JAVA_TOOL_OPTIONS")).isEqualTo("-javaagent:/a.jar");
  }
}
