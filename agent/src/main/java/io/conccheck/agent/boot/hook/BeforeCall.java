package io.conccheck.agent.boot.hook;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The static method is called inside a method of the model's type, right before a call that method
 * makes. It takes the method's receiver, null in a static method, and the receiver of the call,
 * both as {@code Object}, if it likes also the call's first arguments and, last, what is {@link
 * Entered}, and returns nothing. Needed where a JDK method calls back to the program in its middle.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface BeforeCall {
  /** The method of the model's type: {@code name(desc)ret}, or {@code name}, or a star for all. */
  String[] method();

  /**
   * The method called: {@code name(desc)ret}; on whatever class, but not static. A star stands for
   * every method of an interface, those of {@code Object} included, a package in slashes and a star
   * for every method of its classes.
   */
  String call();
}
