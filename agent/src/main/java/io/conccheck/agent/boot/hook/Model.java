package io.conccheck.agent.boot.hook;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A class of hooks into JDK methods: one synchroniser family or one kind of resource. Found by
 * listing the boot jar.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Model {

  /** Dotted names of the classes whose methods are hooked. */
  String[] type() default {};

  /** Detectors that need these hooks; applied if one of them is on. Empty: always. */
  String[] detectors() default {};
}
