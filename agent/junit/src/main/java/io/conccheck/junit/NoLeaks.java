package io.conccheck.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that leaves a thread, a pool's worker or a child process behind fails; on a class, each of
 * its tests. What lived before the test began, the JDK's own threads and those of the build tool do
 * not count. Stands down, with a word on stderr, where tests run at the same time.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(LeakExtension.class)
public @interface NoLeaks {

  /** How long after the test its threads and processes may take to end, in milliseconds. */
  long lingerMillis() default 1_000;

  /** Names of threads that may stay; a star stands for any text. */
  String[] allowThreads() default {};

  /** Commands of child processes that may stay; a star stands for any text. */
  String[] allowProcesses() default {};
}
