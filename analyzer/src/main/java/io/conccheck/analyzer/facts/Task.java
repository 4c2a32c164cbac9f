package io.conccheck.analyzer.facts;

import java.util.List;
import java.util.Map;

/**
 * A piece of code handed to somebody else.
 *
 * @param body key of the body that will run; null if only {@link #object} tells
 * @param object the task object as the handing code reaches it; unknown for lambdas
 * @param constructor key of the constructor that made the task object, or null
 * @param arguments what that constructor was given
 * @param captured how roots of the task's own paths look to the handing code, where that is not the
 *     code in which the task was written
 */
record Task(
    String body,
    Path object,
    String constructor,
    List<Path> arguments,
    Map<String, Path> captured) {

  static Task ofBody(String body) {
    return new Task(body, Path.UNKNOWN, null, List.of(), Map.of());
  }

  Task with(Map<String, Path> seen) {
    return new Task(body, object, constructor, arguments, seen);
  }
}
