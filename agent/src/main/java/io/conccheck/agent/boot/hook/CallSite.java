package io.conccheck.agent.boot.hook;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The static method takes the place of a call in woven code: receiver first, then the arguments. It
 * makes the real call itself.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface CallSite {

  /** Dotted name of the method's declaring class; calls through a subclass are not met. */
  String owner();

  /** {@code name(desc)ret}. */
  String method();
}
