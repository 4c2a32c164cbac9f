package io.conccheck.cli.doctor;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Agents and options that every JVM here gets by environment variables. */
@AutoService(Check.class)
public final class OtherAgentsCheck implements Check {

  private static final List<String> VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");
  private static final Pattern AGENT = Pattern.compile("-(?:javaagent|agentpath|agentlib):[^\\s]+");

  @Override
  public int order() {
    return 30;
  }

  @Override
  public List<Result> look() {
    List<Result> results = new ArrayList<>();
    for (String variable : VARIABLES) {
      String value = System.getenv(variable);
      if (value != null && !value.isBlank()) {
        results.add(judge(variable, value));
      }
    }
    if (results.isEmpty()) {
      results.add(Result.ok("no other agents in " + String.join(", ", VARIABLES)));
    }
    return results;
  }

  private static Result judge(String variable, String value) {
    Matcher agent = AGENT.matcher(value);
    if (!agent.find()) {
      return Result.ok(variable + " is set, without an agent: " + value);
    }
    if (agent.group().contains("conccheck")) {
      return Result.warn(
          variable + " already holds a conccheck agent",
          "Unset it before `conccheck run`, which brings its own.");
    }
    return Result.warn(
        variable + " brings another agent: " + agent.group(),
        "Try without it if classes fail to verify; conccheck's own agent comes after it.");
  }
}
