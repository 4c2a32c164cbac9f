package io.conccheck.agent.weave.pairs;

/** Tells volatile fields from others. */
public interface Volatiles {

  /** Dotted owner and name of the volatile field that a reference means, or null. */
  String symbol(String owner, String name, String desc);
}
