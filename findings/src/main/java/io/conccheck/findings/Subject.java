package io.conccheck.findings;

import java.util.List;

/**
 * What a finding is about, and the key by which findings of source and runtime meet.
 *
 * @param kind {@code field}, {@code locks}, {@code creation-site}, {@code task} or another word of
 *     the rule's own
 * @param symbols the field's owner and name; the locks' symbols; the creating method's symbol
 */
public record Subject(String kind, List<String> symbols) {

  public static final String FIELD = "field";
  public static final String LOCKS = "locks";
  public static final String CREATION_SITE = "creation-site";
  public static final String TASK = "task";

  /** Copies the symbols; those of {@link #LOCKS} are sorted, for a pair of locks has no order. */
  public Subject {
    symbols = kind.equals(LOCKS) ? symbols.stream().sorted().toList() : List.copyOf(symbols);
  }

  /** Subject of a data race: {@code com.acme.Cache.size}. */
  public static Subject field(String symbol) {
    return new Subject(FIELD, List.of(symbol));
  }

  /** Subject of a lock-order finding: the symbols of all its locks. */
  public static Subject locks(List<String> symbols) {
    return new Subject(LOCKS, symbols);
  }

  /** Subject of a process, pool or thread: where it was made, {@code com.acme.Server#start}. */
  public static Subject creationSite(String symbol) {
    return new Subject(CREATION_SITE, List.of(symbol));
  }

  /** Subject of what became of a task: its own method, {@code com.acme.Mail#send}. */
  public static Subject task(String symbol) {
    return new Subject(TASK, List.of(symbol));
  }
}
