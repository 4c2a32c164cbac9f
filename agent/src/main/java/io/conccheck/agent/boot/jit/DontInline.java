package io.conccheck.agent.boot.jit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The JIT never inlines the method: it is a slow path, which would only swell its callers. See
 * {@link ForceInline} for how it gets its meaning.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface DontInline {}
