package io.conccheck.agent.boot.jit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The JIT inlines the method whatever its size. When the agent jar is built this becomes the JDK's
 * own annotation of that name, which HotSpot honours in classes of the boot loader; elsewhere it
 * means nothing.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ForceInline {}
