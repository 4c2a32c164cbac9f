package io.conccheck.agent.boot.hook;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The static method is called when a method of the model's type begins. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface OnEnter {

  /** {@code name(desc)ret}, or {@code name} for all overloads; {@code |} parts several. */
  String[] method();

  /** The argument whose place the hook's result takes, of the very same type; -1 for none. */
  int replaceArg() default -1;
}
