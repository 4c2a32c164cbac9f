package io.conccheck.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test during which conccheck's agent finds something, such as a data race, fails; on a class,
 * each of its tests. Stands down, with a word on stderr, where the agent does not run or tests run
 * at the same time.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(FindingsExtension.class)
public @interface NoConcurrencyFindings {

  /** How long after the test findings may still come in, in milliseconds. */
  long lingerMillis() default 200;

  /** Rules whose findings do not matter; a star stands for any text. */
  String[] allowRules() default {};
}
