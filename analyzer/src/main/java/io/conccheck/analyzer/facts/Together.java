package io.conccheck.analyzer.facts;

import java.util.List;
import java.util.function.Supplier;

/** Finds several things at the same time, on threads whose stacks are deep. */
public interface Together {

  /** What the parts give, in their order. */
  <T> List<T> all(List<Supplier<T>> parts);
}
