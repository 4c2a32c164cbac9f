package io.conccheck.agent.boot.hook;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The static method is called inside a method of the model's type, right after a call that method
 * makes has returned. It takes the method's receiver as {@code Object}, if it likes also the call's
 * result where that is an {@code int} or, as {@code Object}, a reference, and, last, what is {@link
 * Entered}. What it gives back is kept for later hooks of its model in this method, which take it
 * as {@link Entered}.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface AfterCall {
  /** As of {@link BeforeCall}. */
  String[] method();

  /** As of {@link BeforeCall}. */
  String call();
}
