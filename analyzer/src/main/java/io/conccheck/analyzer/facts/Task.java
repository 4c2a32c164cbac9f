package io.conccheck.analyzer.facts;

import java.util.List;

/**
 * A piece of code handed to somebody else.
 *
 * @param body key of the body that will run; null if only {@link #object} tells
 * @param object the task object as the handing code reaches it; unknown for lambdas
 * @param constructor key of the constructor that made the task object, or null
 * @param arguments what that constructor was given
 */
record Task(String body, Path object, String constructor, List<Path> arguments) {
  static Task ofBody(String body) {
    return new Task(body, Path.UNKNOWN, null, List.of());
  }
}
