package io.conccheck.agent.boot.hook;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The static method is called inside a method of the model's type, right after that method has read
 * a field of some object. It takes that object and the value, a reference, and, if it likes, the
 * method's receiver, all as {@code Object}, and returns nothing. Needed where what another thread
 * has written may be met at that very read and no call follows from which it could be told.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface AfterRead {
  /** As of {@link BeforeCall}. */
  String[] method();

  /** The field's name; of whatever class, but not static. */
  String field();
}
