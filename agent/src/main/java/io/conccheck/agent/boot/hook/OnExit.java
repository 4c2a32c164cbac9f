package io.conccheck.agent.boot.hook;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The static method is called when a method of the model's type ends. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface OnExit {

  /** {@code name(desc)ret}, or {@code name} for all overloads; {@code |} parts several. */
  String[] method();

  /** Also when the method throws; results are zero or null then. */
  boolean onThrow() default false;

  /** The hook's result becomes the method's result. */
  boolean replaceResult() default false;
}
